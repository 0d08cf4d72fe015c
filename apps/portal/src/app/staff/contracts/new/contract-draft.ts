import type { NewContract } from '@countersign/api-types';
import type { ContractTerms } from '@countersign/domain';
import { type DetailsDraft, detailsOf, EMPTY_DETAILS } from './details-draft';
import { EMPTY_TERMS, type TermsDraft } from './terms-draft';

export interface ContractDraft {
  readonly vendorId: string;
  readonly engagementIds: readonly string[];
  readonly details: DetailsDraft;
  readonly signedOn: string;
  readonly terms: TermsDraft;
}

export const EMPTY_CONTRACT: ContractDraft = {
  vendorId: '',
  engagementIds: [],
  details: EMPTY_DETAILS,
  signedOn: '',
  terms: EMPTY_TERMS,
};

export function toNewContract(draft: ContractDraft, terms: ContractTerms): Omit<NewContract, 'apartFrom'> {
  const { ownerId, ...details } = detailsOf(draft.details);
  return {
    ...details,
    ...(ownerId !== null && { ownerId }),
    vendorId: draft.vendorId,
    engagementIds: [...draft.engagementIds],
    signedOn: draft.signedOn || null,
    terms: { ...terms },
  };
}
