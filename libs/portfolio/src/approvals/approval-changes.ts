import { defineChange } from '@countersign/platform';

export const engagementDecided = defineChange<{ readonly engagementId: string }>('engagement.decided');
