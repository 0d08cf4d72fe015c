import { NullableNested, OneLine, Secret, Text } from '@countersign/platform';

export class InvitationLink {
  @Secret({ most: 100 })
  readonly token: string;
}

export class AcceptedInvitation extends InvitationLink {
  @OneLine(200, 'invitation.dto.give-the-name-under')
  readonly name: string;

  @Secret()
  readonly password: string;
}

export class InvitationProvider {
  @Text() readonly label: string;
}

export class OpenedInvitation {
  @Text() readonly organisationName: string;
  @Text() readonly organisationSlug: string;
  @Text() readonly name: string;
  @Text() readonly email: string;
  /** The organisation's identity provider, by which the invitation may be accepted instead. */
  @NullableNested(() => InvitationProvider) readonly oidc: InvitationProvider | null;
}
