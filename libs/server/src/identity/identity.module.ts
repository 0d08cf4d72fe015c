import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { NotificationsModule } from '../notifications';
import { IdentityReader } from './identity.reader';
import { KnownDevices } from './known-devices';
import { ListedPasswords } from './listed-passwords';
import { LocalStrategy } from './local-sign-in';
import { MemberLinks } from './member-links';
import { MemberMail } from './member-mail';
import { MemberMailSubject } from './member-mail-subject';
import { MembersController } from './members.controller';
import { Members } from './members';
import { NewPasswords } from './new-passwords';
import { OpaqueSessions } from './opaque-sessions';
import { OperatorPasswordList, operatorPasswordListFrom } from './operator-password-list';
import { Organisations } from './organisations';
import { OwnAccountController } from './own-account.controller';
import { OwnConfirmation, OwnPassword, PasswordProof } from './own-password';
import { OwnSessions } from './own-sessions';
import { OpenDoors, PasswordChanges } from './password-changes';
import { PasswordReset, PasswordResetCompletion } from './password-reset';
import { PasswordResetController } from './password-reset.controller';
import { PasswordSignIn, SignInCandidates } from './password-sign-in';
import { Passwords } from './passwords';
import { secondFactorControllers, secondFactorProviders } from './second-factor/providers';
import { ResetBuckets } from './reset-buckets';
import { SecondFactors } from './second-factors';
import { SessionController } from './session.controller';
import { SignIn, SignInCookies, SignInRecords } from './sign-in';
import { SignInBuckets } from './sign-in-buckets';
import { SignInOptionsReader } from './sign-in-options';
import { SignInSteps } from './sign-in-steps';
import { SignInTidying } from './sign-in-tidying';
import { SignInTries } from './sign-in-tries';

/** Global, because the access guard of every route asks who is signed in. */
@Global()
@Module({
  imports: [NotificationsModule, PassportModule],
  controllers: [
    SessionController,
    MembersController,
    OwnAccountController,
    PasswordResetController,
    ...secondFactorControllers,
  ],
  providers: [
    IdentityReader,
    KnownDevices,
    ListedPasswords,
    LocalStrategy,
    MemberLinks,
    MemberMail,
    MemberMailSubject,
    Members,
    NewPasswords,
    OpaqueSessions,
    { provide: OperatorPasswordList, useFactory: () => operatorPasswordListFrom(process.env) },
    Organisations,
    OpenDoors,
    OwnConfirmation,
    OwnPassword,
    OwnSessions,
    PasswordChanges,
    PasswordProof,
    PasswordReset,
    PasswordResetCompletion,
    PasswordSignIn,
    Passwords,
    ResetBuckets,
    SecondFactors,
    SignIn,
    SignInBuckets,
    SignInCandidates,
    SignInCookies,
    SignInOptionsReader,
    SignInRecords,
    SignInSteps,
    SignInTidying,
    SignInTries,
    ...secondFactorProviders,
  ],
  exports: [
    MemberLinks,
    MemberMail,
    Members,
    NewPasswords,
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
