import type { NewContract } from '@countersign/api-types';
import type { ContractTerms } from '@countersign/domain';
import { readMoney } from '../money';
import { EMPTY_TERMS, type TermsDraft } from './terms-draft';

export interface ContractDraft {
  readonly vendorId: string;
  readonly engagementIds: readonly string[];
  readonly title: string;
  readonly reference: string;
  readonly signedOn: string;
  readonly ownerId: string;
  readonly amount: string;
  readonly currency: string;
  readonly terms: TermsDraft;
}

export const EMPTY_CONTRACT: ContractDraft = {
  vendorId: '',
  engagementIds: [],
  title: '',
  reference: '',
  signedOn: '',
  ownerId: '',
  amount: '',
  currency: 'USD',
  terms: EMPTY_TERMS,
};

export function toNewContract(draft: ContractDraft, terms: ContractTerms): Omit<NewContract, 'apartFrom'> {
  return {
    vendorId: draft.vendorId,
    engagementIds: [...draft.engagementIds],
    title: draft.title.trim(),
    reference: draft.reference.trim() || null,
    signedOn: draft.signedOn || null,
    ownerId: draft.ownerId || null,
    terms: { ...terms },
    annualValue: draft.amount.trim() === '' ? null : readMoney(draft.amount, draft.currency),
  };
}
