import type { ContractRow } from '@countersign/api-types';
import { formatDistance } from '../../language/formats';
import { ENDING_WORDS } from '../../ui/words';

/** How far a contract's date lies ahead, and what it is; empty where nothing is to be done by a day. */
export function contractDateInWords(row: ContractRow, today: string): string {
  const { actionableDate: day, actionableEnding: ending } = row;
  if (day === null || ending === null) {
    return '';
  }
  return `${formatDistance(day, today)} · ${ENDING_WORDS[ending]}`;
}
