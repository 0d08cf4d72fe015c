export const VENDOR_STATES = ['active', 'archived'] as const;
export type VendorState = (typeof VENDOR_STATES)[number];

/** One that was recorded twice is kept under its own address alone. */
export const KEPT_VENDOR_STATES = [...VENDOR_STATES, 'merged'] as const;
export type KeptVendorState = (typeof KEPT_VENDOR_STATES)[number];
