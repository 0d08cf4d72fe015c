import type { ContractState, TermEnding } from '@countersign/domain';

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

export const DECISIONS = ['renew', 'renegotiate', 'end'] as const;
export type Decision = (typeof DECISIONS)[number];
