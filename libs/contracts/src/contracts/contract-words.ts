import type { ContractState } from '@countersign/domain';

export type { ContractState };

export const CONTRACT_STATES = [
  'not-started',
  'in-term',
  'ended',
  'held-over',
  'evergreen',
  'unknown',
] as const satisfies readonly ContractState[];

export const DECISIONS = ['renew', 'renegotiate', 'end'] as const;
export type Decision = (typeof DECISIONS)[number];
