import { maxLength, type SchemaPathTree, required } from '@angular/forms/signals';
import type { Vendor, VendorFields } from '@countersign/api-types';
import { countryName } from '../../language/formats';
import { within } from '../../ui/form/within';

/** What a vendor's own fields are while they are typed. */
export interface VendorDraft {
  name: string;
  website: string;
  country: string;
  notes: string;
}

export const EMPTY_VENDOR: VendorDraft = { name: '', website: '', country: '', notes: '' };

export function vendorRules(path: SchemaPathTree<VendorDraft>): void {
  required(path.name, {
    message: $localize`:@@new-vendor.enter-the-vendors-name:Enter the vendor’s name.`,
  });
  maxLength(path.name, 200, {
    message: $localize`:@@new-vendor.keep-the-vendors-name:Keep the vendor’s name within 200 characters.`,
  });
  within(path.website, 500);
  within(path.notes, 10_000);
}

export function draftOf({ name, website, country, notes }: Vendor | VendorFields): VendorDraft {
  return { name, website: website ?? '', country: country ?? '', notes: notes ?? '' };
}

export function fieldsOf({ name, website, country, notes }: VendorDraft) {
  return {
    name: name.trim(),
    website: website.trim() || null,
    country: country || null,
    notes: notes.trim() || null,
  };
}

export function inWords(draft: VendorDraft): readonly (readonly [string, string])[] {
  return [
    [$localize`:@@vendor-draft.name:Name`, draft.name.trim()],
    [$localize`:@@vendor-draft.website:Website`, draft.website.trim()],
    [$localize`:@@vendor-draft.country:Country`, draft.country === '' ? '' : countryName(draft.country)],
    [$localize`:@@vendor-draft.notes:Notes`, draft.notes.trim()],
  ];
}
