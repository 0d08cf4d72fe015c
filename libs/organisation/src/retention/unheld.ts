import type { Unheld } from '@countersign/platform';

/** No hold of today; one without a vendor is on the whole organisation. */
const noHold = (which: string) => `
  not exists (select from app.legal_hold h join app.organisation o on o.organisation_id = h.organisation_id
    where h.ended_at is null and (h.last_day is null or h.last_day >= app.today(o.time_zone)) and ${which})`;

export const unheld: Unheld = {
  everywhere: noHold('true'),
  ofVendor: (vendorId) => noHold(`(h.vendor_id is null or h.vendor_id = ${vendorId})`),
};
