/** In the table of moves: the contact of the duplicate whose place another one takes. */
export const JOINED = 'contact.joined';

/** What a merge does with a column that names a vendor or a contact. */
interface Moving {
  readonly place: string;
  readonly names: 'vendor' | 'contact';
  /** Which of its rows alone, where not all of them. `t` is the table. */
  readonly only?: string;
}

/** Where the surviving vendor has a contact of the same address, the duplicate's stays behind. */
const NOT_JOINED = `not exists (
  select from app.vendor_merge_move j
  where j.organisation_id = :organisationId and j.merge_id = :mergeId and j.place = '${JOINED}' and j.row_id = t.id)`;

/**
 * Moved row by row, and put back by undoing; what stays is named, with its reason, in the spec beside this file. What asks
 * a contact of the duplicate asks that of the same address from then on, where the surviving vendor has one.
 */
export const MOVING: readonly Moving[] = [
  { place: 'contact.vendor_id', names: 'vendor', only: NOT_JOINED },
  { place: 'engagement.vendor_id', names: 'vendor' },
  { place: 'contract.vendor_id', names: 'vendor' },
  { place: 'legal_hold.vendor_id', names: 'vendor' },
  { place: 'note.vendor_id', names: 'vendor' },
  { place: 'vendor.merged_into_id', names: 'vendor' },
  { place: 'assessment.contact_id', names: 'contact' },
  { place: 'invitation.contact_id', names: 'contact' },
  { place: 'notification.contact_id', names: 'contact', only: `t.state in ('pending', 'sending')` },
];
