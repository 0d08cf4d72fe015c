import { defineChange } from '@countersign/platform';

type MovedEngagement = { readonly engagementId: string };

export const engagementEnded = defineChange<MovedEngagement>('engagement.ended');
export const assessmentForgone = defineChange<MovedEngagement>('engagement.no-assessment-needed');
export const assessmentWanted = defineChange<MovedEngagement>('engagement.assessment-wanted');
export const engagementReopened = defineChange<MovedEngagement>('engagement.reopened');
