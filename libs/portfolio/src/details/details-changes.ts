import { defineChange } from '@countersign/platform';

type MovedEngagement = { readonly engagementId: string };

export const engagementEnded = defineChange<MovedEngagement>('engagement.ended');
export const engagementReopened = defineChange<MovedEngagement>('engagement.reopened');
