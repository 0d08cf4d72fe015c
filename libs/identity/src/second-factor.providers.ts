import type { Provider, Type } from '@nestjs/common';
import { AccountController } from './enrolment/account.controller';
import { AccountReader } from './enrolment/account.reader';
import { Enrolment } from './enrolment/enrolment';
import { FactorChanges } from './enrolment/factor-changes';
import { PasskeyEnrolment, PasskeyRegistration } from './enrolment/passkey-enrolment';
import { PasskeysController } from './enrolment/passkeys.controller';
import { SecondFactorReset } from './enrolment/second-factor-reset';
import { AuthenticatorApp } from './second-factor/authenticator-app';
import { CodeTries } from './second-factor/code-tries';
import { PasskeyAnswers } from './second-factor/passkey-answers';
import { PasskeyChallenges } from './second-factor/passkey-challenges';
import { PasskeyProofs } from './second-factor/passkey-proofs';
import { Passkeys } from './second-factor/passkeys';
import { RecoveryCodes } from './second-factor/recovery-codes';
import { RelyingParty } from './second-factor/relying-party';
import { SecondStep } from './second-step/second-step';
import { SecondStepController } from './second-step/second-step.controller';

/** Part of the identity module: sessions ask what is enrolled, so the two cannot be apart. */
export const secondFactorControllers: Type[] = [AccountController, PasskeysController, SecondStepController];

export const secondFactorProviders: Provider[] = [
  AccountReader,
  AuthenticatorApp,
  CodeTries,
  Enrolment,
  FactorChanges,
  PasskeyAnswers,
  PasskeyChallenges,
  PasskeyEnrolment,
  PasskeyProofs,
  PasskeyRegistration,
  Passkeys,
  RecoveryCodes,
  RelyingParty,
  SecondFactorReset,
  SecondStep,
];
