import { dayProblem, NO_END } from '../dates/calendar';
import type { FieldProblem } from '../text/text';
import { MOST_AMENDMENTS } from './terms';

type Fields = Readonly<Record<string, unknown>>;
type Check = readonly FieldProblem[];

const MOST_MONTHS = 600;
const MOST_DAYS = 3_660;
const EMPTY_DAY = 'Give a day, or leave it empty.';
const TOO_MANY_AMENDMENTS = `A contract has at most ${MOST_AMENDMENTS} amendments: leave out those that later ones replaced, or record a new contract.`;
const TERMS = [
  ...['effectiveOn', 'serviceStartOn', 'initial', 'renewal', 'maximumRenewals', 'latestEnd', 'notice'],
  ...['noticeBasis', 'deliveryDays', 'amendments', 'endedEarlyOn', 'agreedRenewals', 'agreedTerms'],
];
const AMENDMENT = ['fromTerm', 'agreedOn', 'lastDay', 'renewalMonths', 'notice', 'reopens'];
/** More are a new contract. */
const MOST_AGREED_TERMS = 60;
const NOTICE_NOTE = 'Give the notice as none, days, months or a window.';

/** What is wrong with a value offered as ContractTerms; an empty list means it is one. Total over any value. */
export function validateContractTerms(value: unknown): readonly FieldProblem[] {
  if (!isFields(value)) return [{ field: '', message: 'The terms of the contract are needed.' }];
  const terms = value;
  const problems = [
    ...day(terms, 'effectiveOn', 'Give the day on which the contract takes effect.'),
    ...dayOrNull(terms, 'serviceStartOn'),
    ...checkInitial(terms),
    ...checkRenewal(terms),
    ...wholeOrNull(terms, 'maximumRenewals', 0, 1_000),
    ...lastDayOrNull(terms, 'latestEnd'),
    ...checkNotice(terms['notice'], 'notice'),
    ...oneOf(
      terms,
      'noticeBasis',
      ['sent-by', 'received-by'],
      'Say whether notice must be sent or received by its day.',
    ),
    ...whole(terms, 'deliveryDays', 0, 60),
    ...checkAmendments(terms['amendments']),
    ...dayOrNull(terms, 'endedEarlyOn'),
    ...(terms['agreedRenewals'] === undefined ? [] : whole(terms, 'agreedRenewals', 0, 1_000)),
    ...(terms['agreedTerms'] === undefined ? [] : checkAgreedTerms(terms['agreedTerms'])),
    ...strangers(terms, TERMS),
  ];
  return problems.length > 0 ? problems : checkOrder(terms);
}

function checkInitial(terms: Fields): Check {
  const initial = terms['initial'];
  if (!isFields(initial)) return [{ field: 'initial', message: 'Give the initial term.' }];
  switch (initial['kind']) {
    case 'months': {
      // An evergreen contract may have no initial term at all.
      const least = isFields(terms['renewal']) && terms['renewal']['kind'] === 'evergreen' ? 0 : 1;
      return [
        ...whole(initial, 'months', least, MOST_MONTHS, 'initial.'),
        ...strangers(initial, ['kind', 'months'], 'initial.'),
      ];
    }
    case 'days':
      return [
        ...whole(initial, 'days', 1, MOST_DAYS, 'initial.'),
        ...strangers(initial, ['kind', 'days'], 'initial.'),
      ];
    case 'last-day':
      return [
        ...lastDay(initial, 'lastDay', 'Give the last day of the initial term.', 'initial.'),
        ...strangers(initial, ['kind', 'lastDay'], 'initial.'),
      ];
    default:
      return [{ field: 'initial', message: 'Give the initial term as months, days or a last day.' }];
  }
}

function checkRenewal(terms: Fields): Check {
  const renewal = terms['renewal'];
  if (!isFields(renewal))
    return [{ field: 'renewal', message: 'Say how the contract renews, or that it is unknown.' }];
  switch (renewal['kind']) {
    case 'auto':
    case 'by-agreement':
      return [
        ...whole(renewal, 'months', 1, MOST_MONTHS, 'renewal.'),
        ...strangers(renewal, ['kind', 'months'], 'renewal.'),
      ];
    case 'none':
    case 'evergreen':
    case 'unknown':
      return strangers(renewal, ['kind'], 'renewal.');
    default:
      return [{ field: 'renewal', message: 'Say how the contract renews, or that it is unknown.' }];
  }
}

function checkNotice(notice: unknown, field: string): Check {
  if (!isFields(notice)) return [{ field, message: NOTICE_NOTE }];
  switch (notice['kind']) {
    case 'none':
      return strangers(notice, ['kind'], `${field}.`);
    case 'days':
      return [
        ...whole(notice, 'days', 0, MOST_DAYS, `${field}.`),
        ...strangers(notice, ['kind', 'days'], `${field}.`),
      ];
    case 'months':
      return [
        ...whole(notice, 'months', 1, 120, `${field}.`),
        ...strangers(notice, ['kind', 'months'], `${field}.`),
      ];
    case 'window':
      return checkWindow(notice, field);
    default:
      return [{ field, message: NOTICE_NOTE }];
  }
}

function checkWindow(notice: Fields, field: string): Check {
  const problems = [
    ...whole(notice, 'opensDays', 1, MOST_DAYS, `${field}.`),
    ...whole(notice, 'closesDays', 0, MOST_DAYS, `${field}.`),
    ...strangers(notice, ['kind', 'opensDays', 'closesDays'], `${field}.`),
  ];
  if (problems.length > 0 || Number(notice['opensDays']) > Number(notice['closesDays'])) return problems;
  return [{ field: `${field}.opensDays`, message: 'The window opens before it closes.' }];
}

function checkAmendments(amendments: unknown): Check {
  if (!Array.isArray(amendments))
    return [{ field: 'amendments', message: 'A list of amendments is needed.' }];
  if (amendments.length > MOST_AMENDMENTS) {
    return [{ field: 'amendments', message: TOO_MANY_AMENDMENTS }];
  }
  return amendments.flatMap((amendment: unknown, index) => {
    const field = `amendments.${index}`;
    if (!isFields(amendment)) return [{ field, message: 'An amendment is needed.' }];
    return [
      ...whole(amendment, 'fromTerm', 1, 2_400, `${field}.`),
      ...day(amendment, 'agreedOn', 'Give the day on which it was agreed.', `${field}.`),
      ...lastDayOrNull(amendment, 'lastDay', `${field}.`),
      ...wholeOrNull(amendment, 'renewalMonths', 1, MOST_MONTHS, `${field}.`),
      ...(amendment['notice'] === null ? [] : checkNotice(amendment['notice'], `${field}.notice`)),
      ...(amendment['reopens'] === undefined || typeof amendment['reopens'] === 'boolean'
        ? []
        : [{ field: `${field}.reopens`, message: 'Say yes or no.' }]),
      ...strangers(amendment, AMENDMENT, `${field}.`),
    ];
  });
}

function checkAgreedTerms(agreed: unknown): Check {
  const field = 'agreedTerms';
  if (!Array.isArray(agreed)) return [{ field, message: 'A list of agreed terms is needed.' }];
  if (agreed.length > MOST_AGREED_TERMS) {
    return [{ field, message: `A contract has at most ${MOST_AGREED_TERMS} terms agreed one by one.` }];
  }
  return agreed.flatMap((term: unknown, index) => {
    const at = `${field}.${index}`;
    if (!isFields(term)) return [{ field: at, message: 'An agreed term is needed.' }];
    return [
      ...day(term, 'lastDay', 'Give the last day of the agreed term.', `${at}.`),
      ...day(term, 'signedOn', 'Give the day on which it was signed.', `${at}.`),
      ...strangers(term, ['lastDay', 'signedOn'], `${at}.`),
    ];
  });
}

function checkOrder(terms: Fields): Check {
  const start = String(terms['serviceStartOn'] ?? terms['effectiveOn']);
  const initial = terms['initial'] as Fields;
  const late: FieldProblem[] = [];
  if (initial['kind'] === 'last-day' && String(initial['lastDay']) < start) {
    late.push({ field: 'initial.lastDay', message: 'The last day lies before the first.' });
  }
  if (terms['latestEnd'] !== null && String(terms['latestEnd']) < start) {
    late.push({ field: 'latestEnd', message: 'The latest end lies before the first day.' });
  }
  if (terms['endedEarlyOn'] !== null && String(terms['endedEarlyOn']) < start) {
    late.push({ field: 'endedEarlyOn', message: 'The early end lies before the first day.' });
  }
  return late;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What would be kept and never read, a misspelt name for example. */
function strangers(fields: Fields, known: readonly string[], prefix = ''): Check {
  return Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => ({ field: `${prefix}${key}`, message: 'This is not part of the terms of a contract.' }));
}

function day(fields: Fields, key: string, message: string, prefix = ''): Check {
  const problem = dayProblem(fields[key], message);
  return problem === null ? [] : [{ field: `${prefix}${key}`, message: problem }];
}

function dayOrNull(fields: Fields, key: string, prefix = ''): Check {
  return fields[key] === null ? [] : day(fields, key, EMPTY_DAY, prefix);
}

/** The last day of a term may be written as "no end". */
function lastDay(fields: Fields, key: string, message: string, prefix = ''): Check {
  return fields[key] === NO_END ? [] : day(fields, key, message, prefix);
}

function lastDayOrNull(fields: Fields, key: string, prefix = ''): Check {
  return fields[key] === null ? [] : lastDay(fields, key, EMPTY_DAY, prefix);
}

function whole(fields: Fields, key: string, least: number, most: number, prefix = ''): Check {
  const value = fields[key];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  return [{ field: `${prefix}${key}`, message: `Give a whole number from ${least} to ${most}.` }];
}

function wholeOrNull(fields: Fields, key: string, least: number, most: number, prefix = ''): Check {
  return fields[key] === null ? [] : whole(fields, key, least, most, prefix);
}

function oneOf(fields: Fields, key: string, values: readonly string[], message: string): Check {
  return values.some((value) => value === fields[key]) ? [] : [{ field: key, message }];
}
