import { defineChange } from '@countersign/platform';

export const reassessmentExtended = defineChange<{ readonly engagementId: string }>(
  'engagement.reassessment-extended',
);
