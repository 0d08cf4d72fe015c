import type { ContractRow } from '@countersign/api-types';
import { formatDistance } from '../../language/formats';

/** What somebody has to do by a contract's date. */
const ENDING_WORDS: Readonly<Record<NonNullable<ContractRow['actionableEnding']>, string>> = {
  renews: $localize`:@@contract-date.last-day-to-send-notice:last day to send notice`,
  agreed: $localize`:@@contract-date.a-further-term-is-agreed:a further term is agreed`,
  ends: $localize`:@@contract-date.ends-by-itself:ends by itself`,
  'agreement-needed': $localize`:@@contract-date.needs-a-further-agreed-term:needs a further agreed term`,
  'not-known': $localize`:@@contract-date.what-follows-is-not-known:what follows is not known`,
};

/** How far a contract's date lies ahead, and what it is; empty where nothing is to be done by a day. */
export function contractDateInWords(row: ContractRow, today: string): string {
  const { actionableDate: day, actionableEnding: ending } = row;
  if (day === null || ending === null) {
    return '';
  }
  return `${formatDistance(day, today)} · ${ENDING_WORDS[ending]}`;
}
