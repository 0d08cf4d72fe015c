import { defineChange } from '@countersign/platform';

export const useChanged = defineChange<{ readonly engagementId: string }>('engagement.use-changed');
