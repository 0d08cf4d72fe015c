import { defineChange } from '@countersign/platform';

/** `contractIds` are brought up to date already; the engagements that they cover may lack other clauses now. */
export type MovedContracts = {
  readonly contractIds: readonly string[];
  readonly engagementIds: readonly string[];
};

export const contractRecorded = defineChange<MovedContracts>('contract.recorded');
export const clauseMarked = defineChange<MovedContracts>('contract.clause-marked');
export const termDecided = defineChange<MovedContracts>('contract.decided');
export const noticeRecorded = defineChange<MovedContracts>('contract.notice-sent');
export const contractAmended = defineChange<MovedContracts>('contract.amended');
export const coverageChanged = defineChange<MovedContracts>('contract.coverage-changed');
export const contractVoided = defineChange<MovedContracts>('contract.voided');
export const contractBroughtBack = defineChange<MovedContracts>('contract.brought-back');
/** What an engagement needs of its contracts is another. */
export const contractsFollowed = defineChange<MovedContracts>('contract.followed-engagement');
