import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { MemberSessions } from '../platform/auth/member-sessions';
import { IdentityReader } from './identity.reader';
import { LocalStrategy } from './local-sign-in';
import { MembersController } from './members.controller';
import { Members } from './members';
import { OpaqueSessions } from './opaque-sessions';
import { Organisations } from './organisations';
import { Passwords } from './passwords';
import { SessionController } from './session.controller';
import { SignIn } from './sign-in';

/** Global, because the access guard of every route asks who is signed in. */
@Global()
@Module({
  imports: [PassportModule],
  controllers: [SessionController, MembersController],
  providers: [
    IdentityReader,
    LocalStrategy,
    Members,
    OpaqueSessions,
    Organisations,
    Passwords,
    SignIn,
    { provide: MemberSessions, useExisting: OpaqueSessions },
  ],
  exports: [Members, MemberSessions, OpaqueSessions, Organisations],
})
export class IdentityModule {}
