import type { Contract } from '@countersign/api-types';
import type { ContractStanding, ContractTerms } from '@countersign/domain';

/** Recorded by mistake: it is read, and nothing is done about it but to bring it back. */
export const isVoid = ({ row }: Pick<Contract, 'row'>): boolean => row.voided !== null;

/** The wire's contract with the domain's own types where the wire leaves them open. Its mail is read on its own. */
export type ContractView = Omit<Contract, 'terms' | 'standing' | 'mail'> & {
  readonly terms: ContractTerms;
  readonly standing: ContractStanding;
};
