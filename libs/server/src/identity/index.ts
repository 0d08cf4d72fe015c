export { IdentityModule } from './identity.module';
export { Members, type NewMember } from './members';
export { OpaqueSessions } from './opaque-sessions';
export { Organisations, type NewOrganisation } from './organisations';
