import { Module } from '@nestjs/common';
import { IdentityProvider } from './identity-provider';
import { LinkedIdentityController } from './linked-identity.controller';
import { MemberIdentities } from './member-identities';
import { OidcController } from './oidc.controller';
import { OidcFlows } from './oidc-flows';
import { OidcJourneys } from './oidc-journeys';
import { OidcProviders } from './oidc-providers';
import { OidcSettingsController } from './oidc-settings.controller';
import { OidcSetup } from './oidc-setup';
import { OidcSignIn } from './oidc-sign-in';

@Module({
  controllers: [OidcController, OidcSettingsController, LinkedIdentityController],
  providers: [
    IdentityProvider,
    MemberIdentities,
    OidcFlows,
    OidcJourneys,
    OidcProviders,
    OidcSetup,
    OidcSignIn,
  ],
})
export class OidcModule {}
