import { Global, Module } from '@nestjs/common';
import { MemberSessions } from '../platform/auth/member-sessions';
import { NotificationsModule } from '../notifications';
import { Administrators } from './administrators';
import { ApiTokenController } from './api-token.controller';
import { ApiTokens } from './api-tokens';
import { BearerTokens } from './bearer-tokens';
import { InvitationAcceptance } from './invitation-acceptance';
import { InvitationAcceptanceController, InvitationController } from './invitation.controller';
import { InvitationMailSubject } from './invitation-mail-subject';
import { Invitations } from './invitations';
import { MemberAccess } from './member-access';
import { MemberController } from './member.controller';
import { MemberManagement } from './member-management';
import { MemberReader } from './member.reader';
import { OpenInvitations } from './open-invitations';
import { OrganisationSettingsController } from './organisation-settings.controller';
import { OrganisationSettingsDesk } from './organisation-settings';
import { PermissionController } from './permission.controller';
import { RequestCredentials } from './request-credentials';
import { WorkController } from './work.controller';
import { WorkHandOver } from './work-hand-over';

/** Global, because the access guard of every route asks by which credentials a request comes. */
@Global()
@Module({
  imports: [NotificationsModule],
  controllers: [
    ApiTokenController,
    InvitationAcceptanceController,
    InvitationController,
    MemberController,
    OrganisationSettingsController,
    PermissionController,
    WorkController,
  ],
  providers: [
    Administrators,
    ApiTokens,
    BearerTokens,
    InvitationAcceptance,
    InvitationMailSubject,
    Invitations,
    MemberAccess,
    MemberManagement,
    MemberReader,
    OpenInvitations,
    OrganisationSettingsDesk,
    RequestCredentials,
    WorkHandOver,
    { provide: MemberSessions, useExisting: RequestCredentials },
  ],
  exports: [Administrators, Invitations, MemberSessions, OpenInvitations],
})
export class MembersModule {}
