import { defineChange } from '@countersign/platform';

type AcceptedEngagement = { readonly engagementId: string };

export const riskAccepted = defineChange<AcceptedEngagement>('engagement.risk-accepted');
export const acceptanceWithdrawn = defineChange<AcceptedEngagement>('engagement.acceptance-withdrawn');
