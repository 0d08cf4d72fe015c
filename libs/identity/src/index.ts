export { ApiTokenController } from './api-tokens/api-token.controller';
export { tokenScopes } from './api-tokens/api-token.dto';
export { ApiTokenEntity } from './api-tokens/api-token.entity';
export { ApiTokens } from './api-tokens/api-tokens';
export { BearerTokens } from './api-tokens/bearer-tokens';
export { RequestCredentials } from './api-tokens/request-credentials';
export { NobodyToLetInError, SecondFactorReset } from './enrolment/second-factor-reset';
export { IdentityModule } from './identity.module';
export { MemberInvitationEntity } from './invitations/member-invitation.entity';
export { OpenInvitations } from './invitations/open-invitations';
export { MemberLinkEntity } from './links/member-link.entity';
export {
  linkEnded,
  MemberLinks,
  mintMemberLink,
  type LinkPurpose,
  type MemberLink,
} from './links/member-links';
export { memberInvitationReason, memberReason } from './links/member-reason';
export { MemberMail, type SignInChange } from './members/member-mail';
export { MemberEntity } from './members/member.entity';
export { Members, type NewMember } from './members/members';
export { MemberIdentityEntity } from './oidc/member-identity.entity';
export { OidcFlowEntity } from './oidc/oidc-flow.entity';
export { OidcProviderEntity } from './oidc/oidc-provider.entity';
export { clientSecretPurpose } from './oidc/oidc-providers';
export { OidcModule } from './oidc/oidc.module';
export { OrganisationEntity } from './organisations/organisation.entity';
export { Organisations, type NewOrganisation } from './organisations/organisations';
export { NewPasswords } from './passwords/new-passwords';
export { operatorPasswordListFrom } from './passwords/operator-password-list';
export { Passwords } from './passwords/passwords';
export { totpPurpose } from './second-factor/authenticator-app';
export { MemberTotpEntity } from './second-factor/member-totp.entity';
export { PasskeyChallengeEntity } from './second-factor/passkey-challenge.entity';
export { PasskeyEntity } from './second-factor/passkey.entity';
export { RecoveryCodeEntity } from './second-factor/recovery-code.entity';
export { SecondFactorTryEntity } from './second-factor/second-factor-try.entity';
export { secondFactorMethods, SecondFactors, type SecondFactorMethod } from './second-factor/second-factors';
export { MemberSessionEntity } from './sessions/member-session.entity';
export { OpaqueSessions } from './sessions/opaque-sessions';
export { visitOf, type Visit } from './sessions/visit';
export { MemberList, Session, SignInStep } from './sign-in/identity.dto';
export { IdentityReader } from './sign-in/identity.reader';
export { SignInStepEntity } from './sign-in/sign-in-step.entity';
export { SignInSteps, type OpenStep } from './sign-in/sign-in-steps';
export { SignIn, type ProvenMember, type SignInProof } from './sign-in/sign-in';
export { SignInAttemptEntity } from './tries/sign-in-attempt.entity';
