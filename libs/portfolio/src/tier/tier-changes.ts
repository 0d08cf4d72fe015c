import { defineChange } from '@countersign/platform';

type MovedTier = { readonly engagementId: string };

export const tierOverridden = defineChange<MovedTier>('engagement.tier-overridden');
export const overrideEnded = defineChange<MovedTier>('engagement.tier-override-ended');
