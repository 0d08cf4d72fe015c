import type { RuleCode } from '../text/rule-code';
import { said } from '../text/said';
import { dayProblem, NO_END } from '../dates/calendar';
import type { FieldProblem } from '../text/field-problem';
import { MOST_AMENDMENTS } from './terms';

type Fields = Readonly<Record<string, unknown>>;
type Check = readonly FieldProblem[];

const MOST_MONTHS = 600;
const MOST_DAYS = 3_660;
const EMPTY_DAY = 'validate-terms.empty-day';
const TERMS = [
  ...['effectiveOn', 'serviceStartOn', 'initial', 'renewal', 'maximumRenewals', 'latestEnd', 'notice'],
  ...['noticeBasis', 'deliveryDays', 'amendments', 'endedEarlyOn', 'agreedRenewals', 'agreedTerms'],
];
const AMENDMENT = ['fromTerm', 'agreedOn', 'lastDay', 'renewalMonths', 'notice', 'reopens'];
/** More are a new contract. */
const MOST_AGREED_TERMS = 60;
const NOTICE_NOTE = said('validate-terms.notice');

/** What is wrong with a value offered as ContractTerms; an empty list means it is one. Total over any value. */
export function validateContractTerms(value: unknown): readonly FieldProblem[] {
  if (!isFields(value)) return [{ field: '', message: said('validate-terms.the-terms-of-the') }];
  const terms = value;
  const problems = [
    ...(terms['effectiveOn'] === null ? [] : day(terms, 'effectiveOn', 'validate-terms.effective-on')),
    ...dayOrNull(terms, 'serviceStartOn'),
    ...checkInitial(terms),
    ...checkRenewal(terms),
    ...wholeOrNull(terms, 'maximumRenewals', 0, 1_000),
    ...lastDayOrNull(terms, 'latestEnd'),
    ...checkStatedNotice(terms['notice']),
    ...oneOf(terms, 'noticeBasis', ['sent-by', 'received-by', 'unknown'], 'validate-terms.notice-basis'),
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
  if (!isFields(initial))
    return [{ field: 'initial', message: said('validate-terms.give-the-initial-term') }];
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
        ...lastDay(initial, 'lastDay', 'validate-terms.initial-last-day', 'initial.'),
        ...strangers(initial, ['kind', 'lastDay'], 'initial.'),
      ];
    case 'unknown':
      return strangers(initial, ['kind'], 'initial.');
    default:
      return [{ field: 'initial', message: said('validate-terms.give-the-initial-term-2') }];
  }
}

function checkRenewal(terms: Fields): Check {
  const renewal = terms['renewal'];
  if (!isFields(renewal)) return [{ field: 'renewal', message: said('validate-terms.say-how-the-contract') }];
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
      return [{ field: 'renewal', message: said('validate-terms.say-how-the-contract') }];
  }
}

function checkStatedNotice(notice: unknown): Check {
  if (isFields(notice) && notice['kind'] === 'unknown') return strangers(notice, ['kind'], 'notice.');
  return checkNotice(notice, 'notice');
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
  return [{ field: `${field}.opensDays`, message: said('validate-terms.the-window-opens-before') }];
}

function checkAmendments(amendments: unknown): Check {
  if (!Array.isArray(amendments))
    return [{ field: 'amendments', message: said('validate-terms.a-list-of-amendments') }];
  if (amendments.length > MOST_AMENDMENTS) {
    return [
      { field: 'amendments', message: said('validate-terms.too-many-amendments', { most: MOST_AMENDMENTS }) },
    ];
  }
  return amendments.flatMap((amendment: unknown, index) => {
    const field = `amendments.${index}`;
    if (!isFields(amendment)) return [{ field, message: said('validate-terms.an-amendment-is-needed') }];
    return [
      ...whole(amendment, 'fromTerm', 1, 2_400, `${field}.`),
      ...day(amendment, 'agreedOn', 'validate-terms.agreed-on', `${field}.`),
      ...lastDayOrNull(amendment, 'lastDay', `${field}.`),
      ...wholeOrNull(amendment, 'renewalMonths', 1, MOST_MONTHS, `${field}.`),
      ...(amendment['notice'] === null ? [] : checkNotice(amendment['notice'], `${field}.notice`)),
      ...(amendment['reopens'] === undefined || typeof amendment['reopens'] === 'boolean'
        ? []
        : [{ field: `${field}.reopens`, message: said('validate-terms.say-yes-or-no') }]),
      ...strangers(amendment, AMENDMENT, `${field}.`),
    ];
  });
}

function checkAgreedTerms(agreed: unknown): Check {
  const field = 'agreedTerms';
  if (!Array.isArray(agreed)) return [{ field, message: said('validate-terms.a-list-of-agreed') }];
  if (agreed.length > MOST_AGREED_TERMS) {
    return [{ field, message: said('validate-terms.too-many-terms', { most: MOST_AGREED_TERMS }) }];
  }
  return agreed.flatMap((term: unknown, index) => {
    const at = `${field}.${index}`;
    if (!isFields(term)) return [{ field: at, message: said('validate-terms.an-agreed-term-is') }];
    return [
      ...day(term, 'lastDay', 'validate-terms.agreed-last-day', `${at}.`),
      ...day(term, 'signedOn', 'validate-terms.signed-on', `${at}.`),
      ...strangers(term, ['lastDay', 'signedOn'], `${at}.`),
    ];
  });
}

function checkOrder(terms: Fields): Check {
  const first = terms['serviceStartOn'] ?? terms['effectiveOn'];
  if (first === null) return [];
  const start = String(first);
  const initial = terms['initial'] as Fields;
  const late: FieldProblem[] = [];
  if (initial['kind'] === 'last-day' && String(initial['lastDay']) < start) {
    late.push({ field: 'initial.lastDay', message: said('validate-terms.the-last-day-lies') });
  }
  if (terms['latestEnd'] !== null && String(terms['latestEnd']) < start) {
    late.push({ field: 'latestEnd', message: said('validate-terms.the-latest-end-lies') });
  }
  if (terms['endedEarlyOn'] !== null && String(terms['endedEarlyOn']) < start) {
    late.push({ field: 'endedEarlyOn', message: said('validate-terms.the-early-end-lies') });
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
    .map((key) => ({ field: `${prefix}${key}`, message: said('validate-terms.this-is-not-part') }));
}

function day(fields: Fields, key: string, message: RuleCode, prefix = ''): Check {
  const problem = dayProblem(fields[key], message);
  return problem === null ? [] : [{ field: `${prefix}${key}`, message: problem }];
}

function dayOrNull(fields: Fields, key: string, prefix = ''): Check {
  return fields[key] === null ? [] : day(fields, key, EMPTY_DAY, prefix);
}

/** The last day of a term may be written as "no end". */
function lastDay(fields: Fields, key: string, message: RuleCode, prefix = ''): Check {
  return fields[key] === NO_END ? [] : day(fields, key, message, prefix);
}

function lastDayOrNull(fields: Fields, key: string, prefix = ''): Check {
  return fields[key] === null ? [] : lastDay(fields, key, EMPTY_DAY, prefix);
}

function whole(fields: Fields, key: string, least: number, most: number, prefix = ''): Check {
  const value = fields[key];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  return [{ field: `${prefix}${key}`, message: said('validate-terms.give-a-whole-number', { least, most }) }];
}

function wholeOrNull(fields: Fields, key: string, least: number, most: number, prefix = ''): Check {
  return fields[key] === null ? [] : whole(fields, key, least, most, prefix);
}

function oneOf(fields: Fields, key: string, values: readonly string[], message: RuleCode): Check {
  return values.some((value) => value === fields[key]) ? [] : [{ field: key, message: said(message) }];
}
