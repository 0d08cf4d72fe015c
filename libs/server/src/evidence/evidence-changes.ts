import { defineChange } from '../platform';

/** Somebody has verified a file, or taken that back. */
export const evidenceJudged = defineChange<{
  readonly assessmentId: string;
  readonly engagementId: string;
}>('evidence.judged');
