export { ApiTokenController } from './api-tokens/api-token.controller';
export { tokenScopes } from './api-tokens/api-token.dto';
export { ApiTokensModule } from './api-tokens/api-tokens.module';
export { ApiTokens } from './api-tokens/api-tokens';
export { BearerTokens } from './api-tokens/bearer-tokens';
export { RequestCredentials } from './api-tokens/request-credentials';
export { NobodyToLetInError, SecondFactorReset } from './enrolment/second-factor-reset';
export { identityEntities } from './entities';
export { IdentityModule } from './identity.module';
export { OpenInvitations } from './invitations/open-invitations';
export {
  linkEnded,
  MemberLinks,
  mintMemberLink,
  type LinkPurpose,
  type MemberLink,
} from './links/member-links';
export { memberInvitationReason, memberReason } from './links/member-reason';
export { MemberMail, type SignInChange } from './members/member-mail';
export { Members, type NewMember } from './members/members';
export { clientSecretPurpose } from './oidc/oidc-providers';
export { OidcModule } from './oidc/oidc.module';
export { Organisations, type NewOrganisation } from './organisations/organisations';
export { NewPasswords } from './passwords/new-passwords';
export { operatorPasswordListFrom } from './passwords/operator-password-list';
export { Passwords } from './passwords/passwords';
export { totpPurpose } from './second-factor/authenticator-app';
export { secondFactorMethods, SecondFactors, type SecondFactorMethod } from './second-factor/second-factors';
export { OpaqueSessions } from './sessions/opaque-sessions';
export { visitOf, type Visit } from './sessions/visit';
export { Session, SignInStep } from './sign-in/identity.dto';
export { IdentityReader } from './sign-in/identity.reader';
export { SignInSteps, type OpenStep } from './sign-in/sign-in-steps';
export { SignIn, type ProvenMember, type SignInProof } from './sign-in/sign-in';
