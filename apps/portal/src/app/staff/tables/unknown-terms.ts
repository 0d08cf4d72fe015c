import type { ContractRow } from '@countersign/api-types';
import { listed } from '../../language/formats';

type TermsPart = ContractRow['unknownParts'][number];

const PARTS: Readonly<Record<TermsPart, string>> = {
  effectiveOn: $localize`:@@unknown-terms.the-first-day:the first day`,
  initial: $localize`:@@unknown-terms.the-initial-term:the initial term`,
  renewal: $localize`:@@unknown-terms.how-it-renews:how it renews`,
  notice: $localize`:@@unknown-terms.how-much-notice:how much notice it needs`,
  noticeBasis: $localize`:@@unknown-terms.what-notice-counts-from:what notice counts from`,
};

/** "Not known: how it renews; Piet Procter finds it out"; empty where everything is known. */
export function unknownInWords({
  unknownParts,
  ownerName,
}: Pick<ContractRow, 'unknownParts' | 'ownerName'>): string {
  if (unknownParts.length === 0) {
    return '';
  }
  const parts = partsInWords(unknownParts);
  return ownerName === null
    ? $localize`:@@unknown-terms.not-known-without-owner:Not known: ${parts}:parts:. Procurement finds it out`
    : $localize`:@@unknown-terms.not-known-with-owner:Not known: ${parts}:parts:. ${ownerName}:owner: finds it out`;
}

/** The same while nobody is named yet. */
export function unknownPartsInWords(parts: readonly TermsPart[]): string {
  return parts.length === 0
    ? ''
    : $localize`:@@unknown-terms.not-known-yet:Not known yet, and listed as work once it is saved: ${partsInWords(parts)}:parts:.`;
}

function partsInWords(parts: readonly TermsPart[]): string {
  return listed(parts.map((part) => PARTS[part]));
}
