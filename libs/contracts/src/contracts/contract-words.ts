import type { ContractState, OutcomeKind, TermDecision, TermEnding, TermsPart } from '@countersign/domain';

export type { ContractState, TermEnding };

export const CONTRACT_STATES = [
  'not-started',
  'in-term',
  'ended',
  'held-over',
  'evergreen',
  'unknown',
] as const satisfies readonly ContractState[];

export const TERM_ENDINGS = [
  'renews',
  'agreed',
  'ends',
  'agreement-needed',
  'not-known',
] as const satisfies readonly TermEnding[];

export const DECISIONS = [
  'renew',
  'renegotiate',
  'end',
  'until-further-notice',
] as const satisfies readonly TermDecision[];
export type Decision = TermDecision;

export const OUTCOMES = [
  'ends-by-notice',
  'left-to-end',
  'renewed',
  'until-further-notice',
  'notice-not-sent',
  'notice-missed',
  'notice-late',
  'renewal-wished',
  'renegotiating',
] as const satisfies readonly OutcomeKind[];

export const TERMS_PARTS = [
  'effectiveOn',
  'initial',
  'renewal',
  'notice',
  'noticeBasis',
] as const satisfies readonly TermsPart[];

/** How a decision stopped to stand. */
export const WITHDRAWALS = ['replaced', 'last-day-moved', 'notice-withdrawn'] as const;
export type Withdrawal = (typeof WITHDRAWALS)[number];
