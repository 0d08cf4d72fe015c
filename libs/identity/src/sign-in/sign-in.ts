import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Audit } from '@countersign/audit';
import { Config, Database, setSessionCookie, type Actor } from '@countersign/platform';
import type { SignInStep } from './identity.dto';
import { IdentityReader } from './identity.reader';
import { type OpenStep, SignInSteps } from './sign-in-steps';
import { SecondFactors } from '../second-factor/second-factors';
import { KnownDevices } from '../sessions/known-devices';
import { absoluteLimitMs, OpaqueSessions } from '../sessions/opaque-sessions';
import type { Visit } from '../sessions/visit';
import { SignInTries } from '../tries/sign-in-tries';

/** Somebody who has proved who they are, by whichever way of signing in. */
export interface ProvenMember {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
}

export interface SignInProof {
  /** For the trail. */
  readonly by: 'password' | 'passkey' | 'identity-provider' | 'invitation' | 'set-up' | 'second-factor';
  /** A passkey with user verification is both factors; otherwise an enrolled one is asked for. */
  readonly secondFactor: boolean;
  /** The step that the second factor has completed. */
  readonly step?: OpenStep;
}

/** What a new session leaves in the browser. */
@Injectable()
export class SignInCookies {
  constructor(
    private readonly config: Config,
    private readonly devices: KnownDevices,
    private readonly steps: SignInSteps,
  ) {}

  ofStep(response: Response, token: string): void {
    this.steps.hand(response, token);
  }

  ofSession(response: Response, token: string, member: ProvenMember, visit: Visit): void {
    const { organisationId, email } = member;
    setSessionCookie(response, { config: this.config, holder: 'member', token, maxAgeMs: absoluteLimitMs });
    this.devices.remember(response, visit.device, { organisationId, address: email });
    this.steps.drop(response);
  }

  deviceOf(visit: Visit, { organisationId, email }: ProvenMember): string {
    return this.devices.deviceOf(visit.device, { organisationId, address: email });
  }
}

/** The rows of a sign-in: what is owed, or the session that begins. */
@Injectable()
export class SignInRecords {
  constructor(
    private readonly audit: Audit,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: OpaqueSessions,
    private readonly steps: SignInSteps,
    private readonly tries: SignInTries,
  ) {}

  /** In the current transaction. */
  async write(
    member: ProvenMember,
    visit: Visit,
    device: string,
    { by, secondFactor, step }: SignInProof,
  ): Promise<WrittenSignIn> {
    if (step !== undefined) await this.steps.end(step);
    // Whoever has proved who they are was not guessing; codes have a counter of their own.
    await this.tries.forget({ address: member.email, device });
    const methods = secondFactor ? [] : await this.secondFactors.methodsOf(member.id);
    if (methods.length > 0) return { token: await this.steps.begin(member.id), methods };
    await this.audit.record({
      what: 'member.signed-in',
      object: { kind: 'member', id: member.id },
      detail: { by, secondFactor },
    });
    await this.sessions.endReplaced(visit.session);
    return { token: await this.sessions.start(member.id, visit, { secondFactor }), methods };
  }
}

interface WrittenSignIn {
  readonly token: string;
  /** Empty when the session has begun; otherwise the token is the step's. */
  readonly methods: readonly ('totp' | 'passkey' | 'recovery-code')[];
}

/** The one entrance behind every way of signing in. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly cookies: SignInCookies,
    private readonly records: SignInRecords,
    private readonly sessions: OpaqueSessions,
    private readonly reader: IdentityReader,
  ) {}

  /**
   * Begins the session, or the step that waits for the second factor; the token goes into a cookie and nowhere else.
   * Opens its own transactions. Whoever calls it has proved who the member is, and that the member is active.
   */
  async begin(
    member: ProvenMember,
    visit: Visit,
    response: Response,
    proof: SignInProof,
  ): Promise<SignInStep> {
    const { organisationId, id, name } = member;
    const actor: Actor = { kind: 'member', organisationId, memberId: id, name, from: visit.from };
    const device = this.cookies.deviceOf(visit, member);
    const { token, methods } = await this.database.run(actor, () =>
      this.records.write(member, visit, device, proof),
    );
    if (methods.length > 0) {
      this.cookies.ofStep(response, token);
      return { session: null, secondFactor: { methods: [...methods] } };
    }
    this.cookies.ofSession(response, token, member, visit);
    const session = await this.reader.session(await this.sessions.findByToken(token));
    return { session, secondFactor: null };
  }
}
