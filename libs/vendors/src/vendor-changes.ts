import { defineChange } from '@countersign/platform';

/** A vendor was archived or brought back: what its engagements say counts no longer, or counts again. */
export const vendorRested = defineChange<{ readonly engagementIds: readonly string[] }>('vendor.rested');
