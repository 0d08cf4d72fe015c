import { Id, Instant, ListOf, NullableText, Text, TrimmedText, Whole } from '@countersign/platform';

export class SuppressedAddress {
  @Id()
  readonly id: string;

  @Text() readonly address: string;

  /** Contacts and members who have this address; null where nobody has it any more. */
  @NullableText() readonly whose: string | null;

  /** In the mail server's words. */
  @Text() readonly reason: string;

  @Instant()
  readonly since: string;
}

/** The latest first; `total` counts those too that are not listed. */
export class SuppressedAddressList {
  @ListOf(() => SuppressedAddress) readonly items: SuppressedAddress[];
  @Whole() readonly total: number;
}

export class FreeAddress {
  @TrimmedText(1000, 'suppressed-address.dto.say-why-mail-may')
  readonly reason: string;
}
