import {
  Country,
  Flag,
  GivenFlag,
  GivenWhole,
  KnownSlug,
  OneLine,
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

  @GivenWhole({ description: 'the one that was read' })
  readonly revision: number;
}
