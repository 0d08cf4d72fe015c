import { ApiTokenEntity } from './api-tokens/api-token.entity';
import { MemberInvitationEntity } from './invitations/member-invitation.entity';
import { MemberLinkEntity } from './links/member-link.entity';
import { MemberEntity } from './members/member.entity';
import { MemberIdentityEntity } from './oidc/member-identity.entity';
import { OidcFlowEntity } from './oidc/oidc-flow.entity';
import { OidcProviderEntity } from './oidc/oidc-provider.entity';
import { OrganisationEntity } from './organisations/organisation.entity';
import { MemberTotpEntity } from './second-factor/member-totp.entity';
import { PasskeyChallengeEntity } from './second-factor/passkey-challenge.entity';
import { PasskeyEntity } from './second-factor/passkey.entity';
import { RecoveryCodeEntity } from './second-factor/recovery-code.entity';
import { SecondFactorTryEntity } from './second-factor/second-factor-try.entity';
import { MemberSessionEntity } from './sessions/member-session.entity';
import { SignInStepEntity } from './sign-in/sign-in-step.entity';
import { SignInAttemptEntity } from './tries/sign-in-attempt.entity';

/** The tables of this library, named one by one. */
export const identityEntities = [
  OrganisationEntity,
  MemberEntity,
  MemberSessionEntity,
  SignInAttemptEntity,
  MemberTotpEntity,
  PasskeyChallengeEntity,
  PasskeyEntity,
  RecoveryCodeEntity,
  SecondFactorTryEntity,
  SignInStepEntity,
  MemberLinkEntity,
  OidcProviderEntity,
  MemberIdentityEntity,
  OidcFlowEntity,
  MemberInvitationEntity,
  ApiTokenEntity,
] as const;
