import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { NotificationsModule } from '@countersign/notifications';
import { SecondFactorReset } from './enrolment/second-factor-reset';
import { OpenInvitations } from './invitations/open-invitations';
import { MemberLinks } from './links/member-links';
import { MemberMail } from './members/member-mail';
import { MemberMailSubject } from './members/member-mail-subject';
import { Members } from './members/members';
import { Organisations } from './organisations/organisations';
import { OwnAccountController } from './own-account/own-account.controller';
import { OwnConfirmation, OwnPassword, PasswordProof } from './own-account/own-password';
import { OwnLanguage } from './own-account/own-language';
import { OwnSessions } from './own-account/own-sessions';
import { OpenDoors, PasswordChanges } from './password-reset/password-changes';
import { PasswordReset, PasswordResetCompletion } from './password-reset/password-reset';
import { PasswordResetController } from './password-reset/password-reset.controller';
import { ResetBuckets } from './password-reset/reset-buckets';
import { ListedPasswords } from './passwords/listed-passwords';
import { NewPasswords } from './passwords/new-passwords';
import { OperatorPasswordList, operatorPasswordListFrom } from './passwords/operator-password-list';
import { Passwords } from './passwords/passwords';
import { secondFactorControllers, secondFactorProviders } from './second-factor.providers';
import { SecondFactors } from './second-factor/second-factors';
import { KnownDevices } from './sessions/known-devices';
import { OpaqueSessions } from './sessions/opaque-sessions';
import { IdentityReader } from './sign-in/identity.reader';
import { LocalStrategy } from './sign-in/local-sign-in';
import { PasswordSignIn, SignInCandidates } from './sign-in/password-sign-in';
import { SessionController } from './sign-in/session.controller';
import { SignIn, SignInCookies, SignInRecords } from './sign-in/sign-in';
import { SignInOptionsReader } from './sign-in/sign-in-options';
import { SignInSteps } from './sign-in/sign-in-steps';
import { SignInTidying } from './sign-in/sign-in-tidying';
import { SignInBuckets } from './tries/sign-in-buckets';
import { SignInTries } from './tries/sign-in-tries';

/** Global, because the access guard of every route asks who is signed in. */
@Global()
@Module({
  imports: [NotificationsModule, PassportModule],
  controllers: [SessionController, OwnAccountController, PasswordResetController, ...secondFactorControllers],
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
    OpenInvitations,
    { provide: OperatorPasswordList, useFactory: () => operatorPasswordListFrom(process.env) },
    Organisations,
    OpenDoors,
    OwnConfirmation,
    OwnPassword,
    OwnLanguage,
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
    OpenInvitations,
    Organisations,
    Passwords,
    SecondFactorReset,
    SecondFactors,
    SignIn,
    SignInSteps,
    SignInTries,
  ],
})
export class IdentityModule {}
