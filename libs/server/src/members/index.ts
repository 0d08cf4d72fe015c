export { Administrators } from './administrators';
export { Invitations, type Invited } from './invitations';
export { MembersModule } from './members.module';
export { OpenInvitations, type OpenInvitation } from './open-invitations';
