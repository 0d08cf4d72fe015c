import type { Text } from '../text/text';

/** One duty of the buyer: R the rule demands it, S it supports the rule. */
export interface OversightDuty {
  readonly id: string;
  readonly group: string;
  readonly duty: Text;
  readonly citation: string;
  readonly basis: string;
  readonly frequency: string;
  readonly evidence: string;
  readonly basisNote?: string;
}

/** The type of content's buyer-oversight-checklist.json. */
export interface OversightDutyList {
  readonly key: string;
  readonly version: string;
  readonly notice: Text;
  readonly duties: readonly OversightDuty[];
}
