import { Country, MailAddress, NestedForm, NewSlug, OneLine, Secret, TimeZone } from '@countersign/platform';

export class SetUpLink {
  @Secret({ most: 100 })
  readonly token: string;
}

export class FoundedOrganisation {
  @OneLine(200, 'set-up.dto.give-the-name-of')
  readonly name: string;

  @NewSlug('set-up.dto.use-lower-case-letters')
  readonly slug: string;

  @TimeZone('set-up.dto.choose-a-time-zone')
  readonly timeZone: string;

  @Country('value.country')
  readonly country: string;
}

export class InvitedAdministrator {
  @OneLine(200, 'set-up.dto.give-the-name-under')
  readonly name: string;

  @MailAddress('set-up.dto.give-a-mail-address')
  readonly email: string;
}

export class FirstAdministrator extends InvitedAdministrator {
  @Secret()
  readonly password: string;
}

export class SetUpForm extends SetUpLink {
  @NestedForm(() => FoundedOrganisation)
  readonly organisation: FoundedOrganisation;

  @NestedForm(() => FirstAdministrator)
  readonly administrator: FirstAdministrator;
}

/** What the operator types to make another organisation. */
export class OperatorsOrganisation {
  @NestedForm(() => FoundedOrganisation)
  readonly organisation: FoundedOrganisation;

  @NestedForm(() => InvitedAdministrator)
  readonly administrator: InvitedAdministrator;
}
