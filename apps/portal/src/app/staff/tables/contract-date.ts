import type { ContractRow } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';

/** What somebody has to do by a contract's date. */
const ENDING_WORDS: Readonly<Record<NonNullable<ContractRow['dueEnding']>, string>> = {
  renews: $localize`:@@contract-date.last-day-to-send-notice:last day to send notice`,
  agreed: $localize`:@@contract-date.a-further-term-is-agreed:a further term is agreed`,
  ends: $localize`:@@contract-date.ends-by-itself:ends by itself`,
  'agreement-needed': $localize`:@@contract-date.needs-a-further-agreed-term:needs a further agreed term`,
  'not-known': $localize`:@@contract-date.what-follows-is-not-known:what follows is not known`,
};

/** How far the day lies ahead by which something is left to do, and what it is; empty where nothing is. */
export function contractDateInWords(row: ContractRow, today: string): string {
  const { dueOn: day, dueEnding: ending } = row;
  if (day === null || ending === null) {
    return '';
  }
  return `${formatDistance(day, today)} · ${ENDING_WORDS[ending]}`;
}
