import {
  type ContractTerms,
  type FieldProblem,
  type InitialTerm,
  type Notice,
  type Renewal,
  validateContractTerms,
} from '@countersign/domain';
import { ruleWords } from '../../../language/rule-words';
import { STATED, termsInWords } from '../terms/terms-in-words';

/** What a contract says about its time while it is being typed: an empty string is nothing entered. */
export interface TermsDraft {
  readonly effectiveOn: string;
  readonly serviceStartOn: string;
  readonly firstDayKnown: 'yes' | 'no' | '';
  readonly initialKind: InitialTerm['kind'] | '';
  readonly initialMonths: string;
  readonly initialDays: string;
  readonly initialLastDay: string;
  readonly renewalKind: Renewal['kind'] | '';
  readonly renewalMonths: string;
  readonly maximumRenewals: string;
  readonly latestEnd: string;
  readonly noticeKind: Notice['kind'] | '';
  readonly noticeDays: string;
  readonly noticeMonths: string;
  readonly opensDays: string;
  readonly closesDays: string;
  readonly noticeBasis: ContractTerms['noticeBasis'] | '';
  readonly deliveryDays: string;
}

/** Nothing is guessed: what somebody does not choose is asked for, and may be not known yet. */
export const EMPTY_TERMS: TermsDraft = {
  effectiveOn: '',
  firstDayKnown: '',
  serviceStartOn: '',
  initialKind: '',
  initialMonths: '',
  initialDays: '',
  initialLastDay: '',
  renewalKind: '',
  renewalMonths: '',
  maximumRenewals: '',
  latestEnd: '',
  noticeKind: '',
  noticeDays: '',
  noticeMonths: '',
  opensDays: '',
  closesDays: '',
  noticeBasis: '',
  deliveryDays: '',
};

/** While nobody knows what notice counts from: received, the safer reading, after a week of business days. */
const SAFE_DELIVERY_DAYS = 5;

/** What a contract says, as the form has it; amendments and agreed terms have forms of their own. */
export function draftOf(terms: ContractTerms): TermsDraft {
  const { initial, renewal, notice } = terms;
  const text = (value: number | string | null) => (value === null ? '' : `${value}`);
  return {
    ...EMPTY_TERMS,
    effectiveOn: text(terms.effectiveOn),
    firstDayKnown: terms.effectiveOn === null ? 'no' : 'yes',
    serviceStartOn: text(terms.serviceStartOn),
    initialKind: initial.kind,
    initialMonths: initial.kind === 'months' ? text(initial.months) : '',
    initialDays: initial.kind === 'days' ? text(initial.days) : '',
    initialLastDay: initial.kind === 'last-day' ? initial.lastDay : '',
    renewalKind: renewal.kind,
    renewalMonths: 'months' in renewal ? text(renewal.months) : '',
    maximumRenewals: text(terms.maximumRenewals),
    latestEnd: text(terms.latestEnd),
    noticeKind: notice.kind,
    noticeDays: notice.kind === 'days' ? text(notice.days) : '',
    noticeMonths: notice.kind === 'months' ? text(notice.months) : '',
    opensDays: notice.kind === 'window' ? text(notice.opensDays) : '',
    closesDays: notice.kind === 'window' ? text(notice.closesDays) : '',
    noticeBasis: notice.kind === 'none' || notice.kind === 'unknown' ? '' : terms.noticeBasis,
    deliveryDays: terms.noticeBasis === 'received-by' ? text(terms.deliveryDays) : '',
  };
}

/** The form's field for each field of the domain's terms, with its name in a sentence. */
const FIELDS: Readonly<Record<string, { readonly field: keyof TermsDraft; readonly label: string }>> = {
  effectiveOn: { field: 'effectiveOn', label: $localize`:@@terms-draft.effective-date:Effective date` },
  serviceStartOn: { field: 'serviceStartOn', label: $localize`:@@terms-draft.service-start:Service start` },
  initial: { field: 'initialKind', label: $localize`:@@terms-draft.initial-term:Initial term` },
  'initial.months': {
    field: 'initialMonths',
    label: $localize`:@@terms-draft.initial-term-in-months:Initial term in months`,
  },
  'initial.days': {
    field: 'initialDays',
    label: $localize`:@@terms-draft.initial-term-in-days:Initial term in days`,
  },
  'initial.lastDay': {
    field: 'initialLastDay',
    label: $localize`:@@terms-draft.last-day-of-the:Last day of the initial term`,
  },
  renewal: { field: 'renewalKind', label: $localize`:@@terms-draft.renewal:Renewal` },
  'renewal.months': {
    field: 'renewalMonths',
    label: $localize`:@@terms-draft.months-of-each-renewal:Months of each renewal`,
  },
  maximumRenewals: {
    field: 'maximumRenewals',
    label: $localize`:@@terms-draft.renewals-at-most:Renewals at most`,
  },
  latestEnd: { field: 'latestEnd', label: $localize`:@@terms-draft.latest-end:Latest end` },
  notice: { field: 'noticeKind', label: $localize`:@@terms-draft.notice:Notice` },
  'notice.days': { field: 'noticeDays', label: $localize`:@@terms-draft.notice-in-days:Notice in days` },
  'notice.months': {
    field: 'noticeMonths',
    label: $localize`:@@terms-draft.notice-in-months:Notice in months`,
  },
  'notice.opensDays': { field: 'opensDays', label: $localize`:@@terms-draft.window-opens:Window opens` },
  'notice.closesDays': { field: 'closesDays', label: $localize`:@@terms-draft.window-closes:Window closes` },
  noticeBasis: {
    field: 'noticeBasis',
    label: $localize`:@@terms-draft.notice-counts-from:Notice counts from`,
  },
  deliveryDays: {
    field: 'deliveryDays',
    label: $localize`:@@terms-draft.days-for-delivery:Days for delivery`,
  },
};

export const TERM_FIELDS = Object.keys(EMPTY_TERMS) as readonly (keyof TermsDraft)[];

/** `terms.initial.months` of the API is `terms.initialMonths` here. */
export function draftFieldFor(apiField: string): string {
  const known = FIELDS[apiField.replace(/^terms\./, '')];
  return known && apiField.startsWith('terms.') ? `terms.${known.field}` : apiField;
}

/** Line by line, the same lines for every draft; nothing where what it states is not complete. */
export function termsDraftInWords(draft: TermsDraft): readonly (readonly [label: string, text: string])[] {
  const terms = termsOf(draft);
  const stated = terms === null ? [] : termsInWords(terms);
  return STATED.map((label) => [label, stated.find((line) => line.label === label)?.text ?? '']);
}

/** What the domain has to say about one field of the draft; null where it is content. */
export function termsProblem(draft: TermsDraft, field: keyof TermsDraft): string | null {
  if (field === 'firstDayKnown') {
    return draft.firstDayKnown === ''
      ? $localize`:@@terms-draft.say-when-it-takes-effect:Say when it takes effect, or that this is not known yet.`
      : null;
  }
  const problem = validateContractTerms(candidateOf(draft)).find(
    (candidate) => FIELDS[candidate.field]?.field === field,
  );
  return problem === undefined ? null : sentence(problem);
}

/** The terms that the draft states; null as long as something is missing or wrong. */
export function termsOf(draft: TermsDraft): ContractTerms | null {
  const candidate = candidateOf(draft);
  return draft.firstDayKnown !== '' && validateContractTerms(candidate).length === 0
    ? (candidate as ContractTerms)
    : null;
}

function sentence({ field, message }: FieldProblem): string {
  const label = FIELDS[field]?.label;
  const words = ruleWords(message);
  return label === undefined ? words : `${label}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** Shaped like ContractTerms; only validateContractTerms says whether it is. */
function candidateOf(draft: TermsDraft): unknown {
  const renews = draft.renewalKind === 'auto' || draft.renewalKind === 'by-agreement';
  return {
    effectiveOn: draft.firstDayKnown === 'yes' ? draft.effectiveOn : null,
    serviceStartOn: draft.firstDayKnown === 'yes' ? draft.serviceStartOn || null : null,
    initial: initialOf(draft),
    renewal: renews
      ? { kind: draft.renewalKind, months: whole(draft.renewalMonths) }
      : { kind: draft.renewalKind },
    maximumRenewals: renews ? whole(draft.maximumRenewals) : null,
    latestEnd: renews ? draft.latestEnd || null : null,
    notice: noticeOf(draft),
    ...basisOf(draft),
    amendments: [],
    endedEarlyOn: null,
  };
}

function basisOf({ noticeKind, noticeBasis, deliveryDays }: TermsDraft): object {
  // What no notice is given for counts from nothing.
  if (noticeKind === 'none' || noticeKind === '') {
    return { noticeBasis: 'sent-by', deliveryDays: 0 };
  }
  if (noticeKind === 'unknown' || noticeBasis === 'unknown') {
    return { noticeBasis: 'unknown', deliveryDays: SAFE_DELIVERY_DAYS };
  }
  return { noticeBasis, deliveryDays: noticeBasis === 'received-by' ? whole(deliveryDays) : 0 };
}

function initialOf(draft: TermsDraft): unknown {
  switch (draft.initialKind) {
    case 'months':
      return { kind: 'months', months: whole(draft.initialMonths) };
    case 'days':
      return { kind: 'days', days: whole(draft.initialDays) };
    case 'last-day':
      return { kind: 'last-day', lastDay: draft.initialLastDay };
    case 'unknown':
    case '':
      return { kind: draft.initialKind };
  }
}

function noticeOf(draft: TermsDraft): unknown {
  switch (draft.noticeKind) {
    case 'none':
    case 'unknown':
    case '':
      return { kind: draft.noticeKind };
    case 'days':
      return { kind: 'days', days: whole(draft.noticeDays) };
    case 'months':
      return { kind: 'months', months: whole(draft.noticeMonths) };
    case 'window':
      return { kind: 'window', opensDays: whole(draft.opensDays), closesDays: whole(draft.closesDays) };
  }
}

function whole(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
