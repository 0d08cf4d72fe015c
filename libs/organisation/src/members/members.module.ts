import { Module } from '@nestjs/common';
import { NotificationsModule } from '@countersign/notifications';
import { TaskKinds, TasksModule } from '@countersign/tasks';
import { Administrators } from './administrators';
import { InvitationAcceptance } from './invitation-acceptance';
import { InvitationAcceptanceController, InvitationController } from './invitation.controller';
import { InvitationMailSubject } from './invitation-mail-subject';
import { Invitations } from './invitations';
import { MemberAccess } from './member-access';
import { MemberController } from './member.controller';
import { MemberManagement } from './member-management';
import { MemberReader } from './member.reader';
import { memberTasks } from './member-tasks';
import { PermissionController } from './permission.controller';
import { WorkController } from './work.controller';
import { WorkHandOver } from './work-hand-over';
import { OrganisationSettingsDesk } from '../settings/organisation-settings';
import { OrganisationSettingsController } from '../settings/organisation-settings.controller';

@Module({
  imports: [NotificationsModule, TasksModule],
  controllers: [
    InvitationAcceptanceController,
    InvitationController,
    MemberController,
    OrganisationSettingsController,
    PermissionController,
    WorkController,
  ],
  providers: [
    Administrators,
    InvitationAcceptance,
    InvitationMailSubject,
    Invitations,
    MemberAccess,
    MemberManagement,
    MemberReader,
    OrganisationSettingsDesk,
    WorkHandOver,
  ],
  exports: [Administrators, Invitations],
})
export class MembersModule {
  constructor(tasks: TaskKinds) {
    tasks.contribute(...memberTasks);
  }
}
