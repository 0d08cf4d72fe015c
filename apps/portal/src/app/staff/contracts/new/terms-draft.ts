import {
  type ContractTerms,
  type FieldProblem,
  type InitialTerm,
  type Notice,
  type Renewal,
  validateContractTerms,
} from '@countersign/domain';
import { ruleWords } from '../../../language/rule-words';

/** What a contract says about its time while it is being typed: an empty string is nothing entered. */
export interface TermsDraft {
  readonly effectiveOn: string;
  readonly serviceStartOn: string;
  readonly initialKind: InitialTerm['kind'];
  readonly initialMonths: string;
  readonly initialDays: string;
  readonly initialLastDay: string;
  readonly renewalKind: Renewal['kind'];
  readonly renewalMonths: string;
  readonly maximumRenewals: string;
  readonly latestEnd: string;
  readonly noticeKind: Notice['kind'];
  readonly noticeDays: string;
  readonly noticeMonths: string;
  readonly opensDays: string;
  readonly closesDays: string;
  readonly noticeBasis: ContractTerms['noticeBasis'];
  readonly deliveryDays: string;
}

export const EMPTY_TERMS: TermsDraft = {
  effectiveOn: '',
  serviceStartOn: '',
  initialKind: 'months',
  initialMonths: '12',
  initialDays: '',
  initialLastDay: '',
  renewalKind: 'auto',
  renewalMonths: '12',
  maximumRenewals: '',
  latestEnd: '',
  noticeKind: 'days',
  noticeDays: '90',
  noticeMonths: '',
  opensDays: '',
  closesDays: '',
  noticeBasis: 'received-by',
  deliveryDays: '3',
};

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

/** What the domain has to say about one field of the draft; null where it is content. */
export function termsProblem(draft: TermsDraft, field: keyof TermsDraft): string | null {
  const problem = validateContractTerms(candidateOf(draft)).find(
    (candidate) => FIELDS[candidate.field]?.field === field,
  );
  return problem === undefined ? null : sentence(problem);
}

/** The terms that the draft states; null as long as something is missing or wrong. */
export function termsOf(draft: TermsDraft): ContractTerms | null {
  const candidate = candidateOf(draft);
  return validateContractTerms(candidate).length === 0 ? (candidate as ContractTerms) : null;
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
    effectiveOn: draft.effectiveOn,
    serviceStartOn: draft.serviceStartOn || null,
    initial: initialOf(draft),
    renewal: renews
      ? { kind: draft.renewalKind, months: whole(draft.renewalMonths) }
      : { kind: draft.renewalKind },
    maximumRenewals: renews ? whole(draft.maximumRenewals) : null,
    latestEnd: renews ? draft.latestEnd || null : null,
    notice: noticeOf(draft),
    noticeBasis: draft.noticeBasis,
    deliveryDays: draft.noticeBasis === 'received-by' ? whole(draft.deliveryDays) : 0,
    amendments: [],
    endedEarlyOn: null,
  };
}

function initialOf(draft: TermsDraft): unknown {
  switch (draft.initialKind) {
    case 'months':
      return { kind: 'months', months: whole(draft.initialMonths) };
    case 'days':
      return { kind: 'days', days: whole(draft.initialDays) };
    case 'last-day':
      return { kind: 'last-day', lastDay: draft.initialLastDay };
  }
}

function noticeOf(draft: TermsDraft): unknown {
  switch (draft.noticeKind) {
    case 'none':
      return { kind: 'none' };
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
