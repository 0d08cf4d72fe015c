import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { NotificationsModule } from '../notifications';
import { MemberSessions } from '../platform/auth/member-sessions';
import { IdentityReader } from './identity.reader';
import { KnownDevices } from './known-devices';
import { LocalStrategy } from './local-sign-in';
import { MemberLinks } from './member-links';
import { MemberMail } from './member-mail';
import { MembersController } from './members.controller';
import { Members } from './members';
import { OpaqueSessions } from './opaque-sessions';
import { Organisations } from './organisations';
import { PasswordSignIn, SignInCandidates } from './password-sign-in';
import { Passwords } from './passwords';
import { SecondFactors } from './second-factors';
import { SessionController } from './session.controller';
import { SignIn, SignInCookies, SignInRecords } from './sign-in';
import { SignInSteps } from './sign-in-steps';
import { SignInTries } from './sign-in-tries';

/** Global, because the access guard of every route asks who is signed in. */
@Global()
@Module({
  imports: [NotificationsModule, PassportModule],
  controllers: [SessionController, MembersController],
  providers: [
    IdentityReader,
    KnownDevices,
    LocalStrategy,
    MemberLinks,
    MemberMail,
    Members,
    OpaqueSessions,
    Organisations,
    PasswordSignIn,
    Passwords,
    SecondFactors,
    SignIn,
    SignInCandidates,
    SignInCookies,
    SignInRecords,
    SignInSteps,
    SignInTries,
    { provide: MemberSessions, useExisting: OpaqueSessions },
  ],
  exports: [
    MemberLinks,
    MemberMail,
    Members,
    MemberSessions,
    OpaqueSessions,
    Organisations,
    Passwords,
    SecondFactors,
    SignIn,
    SignInSteps,
    SignInTries,
  ],
})
export class IdentityModule {}
