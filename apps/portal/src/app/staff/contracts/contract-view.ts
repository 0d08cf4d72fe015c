import type { Contract } from '@countersign/api-types';
import type { ContractStanding, ContractTerms } from '@countersign/domain';

/** The wire's contract with the domain's own types where the wire leaves them open. Its mail is read on its own. */
export type ContractView = Omit<Contract, 'terms' | 'standing' | 'mail'> & {
  readonly terms: ContractTerms;
  readonly standing: ContractStanding;
};
