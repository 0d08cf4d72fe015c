import { defineChange } from '@countersign/platform';

/** Somebody has verified a file, or taken that back. */
export const evidenceJudged = defineChange<{
  readonly assessmentId: string;
  readonly engagementId: string;
}>('evidence.judged');
