import type { Provider, Type } from '@nestjs/common';
import { AccountController } from './account.controller';
import { AccountReader } from './account.reader';
import { AuthenticatorApp } from './authenticator-app';
import { CodeTries } from './code-tries';
import { Enrolment } from './enrolment';
import { FactorChanges } from './factor-changes';
import { PasskeyAnswers } from './passkey-answers';
import { PasskeyChallenges } from './passkey-challenges';
import { PasskeyEnrolment, PasskeyRegistration } from './passkey-enrolment';
import { PasskeyProofs } from './passkey-proofs';
import { Passkeys } from './passkeys';
import { PasskeysController } from './passkeys.controller';
import { RecoveryCodes } from './recovery-codes';
import { RelyingParty } from './relying-party';
import { SecondFactorReset } from './second-factor-reset';
import { SecondFactorResetController } from './second-factor-reset.controller';
import { SecondStep } from './second-step';
import { SecondStepController } from './second-step.controller';

/** Part of the identity module: sessions ask what is enrolled, so the two cannot be apart. */
export const secondFactorControllers: Type[] = [
  AccountController,
  PasskeysController,
  SecondFactorResetController,
  SecondStepController,
];

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
