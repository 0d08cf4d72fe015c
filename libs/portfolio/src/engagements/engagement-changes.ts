import { defineChange } from '@countersign/platform';

type MovedEngagement = { readonly engagementId: string };

export const engagementCreated = defineChange<MovedEngagement>('engagement.created');
export const intakeChanged = defineChange<MovedEngagement>('engagement.intake-changed');
