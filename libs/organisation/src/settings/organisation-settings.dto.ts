import {
  Country,
  Flag,
  GivenFlag,
  GivenWhole,
  KnownSlug,
  NullableText,
  OneLine,
  OptionalLine,
  OptionalMailAddress,
  Text,
  TimeZone,
  Whole,
} from '@countersign/platform';

export class OrganisationSettings {
  @Text() readonly name: string;
  /** Part of the address of the sign-in page, so it stays what it is. */
  @Text() readonly slug: string;
  @Text() readonly timeZone: string;
  @Text() readonly country: string;
  @Flag() readonly secondFactorRequired: boolean;
  /** Before "via Countersign" in the From of mails to vendors; null: the name. */
  @NullableText() readonly senderName: string | null;
  /** Where vendors' replies go; null: to the member who asked. */
  @NullableText() readonly replyTo: string | null;
  @Whole() readonly revision: number;
}

export class ChangedOrganisationSettings {
  @OneLine(200, 'organisation-settings.dto.give-the-name-of')
  readonly name: string;

  @KnownSlug('as it is: it cannot be changed')
  readonly slug: string;

  @TimeZone('set-up.dto.choose-a-time-zone')
  readonly timeZone: string;

  @Country('value.country')
  readonly country: string;

  @GivenFlag()
  readonly secondFactorRequired: boolean;

  @OptionalLine(100, 'organisation-settings.dto.sender-name')
  readonly senderName: string | null = null;

  @OptionalMailAddress('value.mail-address')
  readonly replyTo: string | null = null;

  @GivenWhole({ description: 'the one that was read' })
  readonly revision: number;
}
