import { Global, Module } from '@nestjs/common';
import {
  ApiTokenController,
  ApiTokens,
  BearerTokens,
  OpenInvitations,
  RequestCredentials,
} from '@countersign/identity';
import { NotificationsModule } from '@countersign/notifications';
import { MemberSessions } from '@countersign/platform';
import { Administrators } from './administrators';
import { InvitationAcceptance } from './invitation-acceptance';
import { InvitationAcceptanceController, InvitationController } from './invitation.controller';
import { Invitations } from './invitations';
import { MemberAccess } from './member-access';
import { MemberController } from './member.controller';
import { MemberManagement } from './member-management';
import { MemberReader } from './member.reader';
import { PermissionController } from './permission.controller';
import { WorkController } from './work.controller';
import { WorkHandOver } from './work-hand-over';
import { OrganisationSettingsDesk } from '../settings/organisation-settings';
import { OrganisationSettingsController } from '../settings/organisation-settings.controller';

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
