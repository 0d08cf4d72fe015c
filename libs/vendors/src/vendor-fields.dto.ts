import { Choice, NullableText, Text, Whole } from '@countersign/platform';
import { KEPT_VENDOR_STATES, type KeptVendorState } from './vendor-states';

/** A vendor's own fields, as they are edited. */
export class VendorFields {
  @Text() readonly name: string;
  @NullableText() readonly website: string | null;
  @NullableText() readonly country: string | null;
  @NullableText() readonly notes: string | null;
  @Choice(KEPT_VENDOR_STATES) readonly state: KeptVendorState;
  @Whole() readonly revision: number;
}
