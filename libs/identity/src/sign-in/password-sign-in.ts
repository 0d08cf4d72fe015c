import { Injectable } from '@nestjs/common';
import {
  clientOf,
  Database,
  unauthorised,
  type Actor,
  type Problem,
  type Taken,
  say,
} from '@countersign/platform';
import type { ProvenMember } from './sign-in';
import { Organisations } from '../organisations/organisations';
import { isTooBusy } from '../passwords/password-gate';
import { Passwords, type PasswordTurn } from '../passwords/passwords';
import { KnownDevices } from '../sessions/known-devices';
import type { Visit } from '../sessions/visit';
import { SignInBuckets, type TriedFrom } from '../tries/sign-in-buckets';
import { SignInTries } from '../tries/sign-in-tries';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly organisation: string | null;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string | null;
}

/** Who is meant, and how often they were tried for. */
@Injectable()
export class SignInCandidates {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly devices: KnownDevices,
    private readonly tries: SignInTries,
  ) {}

  organisationOf(slug: string | null): Promise<string | null> {
    return this.organisations.find(slug);
  }

  /** Empty for a browser that has not signed in to the account before. */
  deviceOf(organisationId: string, address: string, visit: Visit): string {
    return this.devices.deviceOf(visit.device, { organisationId, address });
  }

  /** Counts the try before the password is checked, so that guesses sent at once are counted one by one. */
  async meet(
    visitor: Extract<Actor, { kind: 'job' }>,
    address: string,
    visit: Visit,
  ): Promise<{ readonly candidate: Candidate | null; readonly failures: number }> {
    const { organisationId } = visitor;
    const device = this.deviceOf(organisationId, address, visit);
    return this.database.run(visitor, async () => {
      const failures = await this.tries.count({ address, device });
      const candidate = await this.database.maybeOne<Candidate>(
        `
        select m.id, m.name, m.email, m.password_hash
        from app.member m
        where m.organisation_id = :organisationId and m.email = :address and m.active`,
        { organisationId, address },
      );
      return { candidate, failures };
    });
  }

  /** Commits what a wrong try leaves behind before the request is refused. */
  async turnAway(
    visitor: Extract<Actor, { kind: 'job' }>,
    address: string,
    memberId: string | null,
    failures: number,
  ): Promise<void> {
    const from = visitor.from ?? null;
    await this.database.run(visitor, () => this.tries.failed({ address, memberId, failures, from }));
  }
}

interface Tried {
  readonly candidate: Candidate | null;
  readonly failures: number;
  readonly right: boolean;
}

/** Address and password. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly candidates: SignInCandidates,
    private readonly passwords: Passwords,
    private readonly buckets: SignInBuckets,
  ) {}

  /** Proves who it is, or leaves a trace and refuses; the same work is done for an address that nobody has. */
  async prove({ email, password, organisation }: Credentials, visit: Visit): Promise<ProvenMember> {
    const address = email.trim().toLowerCase();
    const organisationId = await this.candidates.organisationOf(organisation);
    const device = organisationId === null ? '' : this.candidates.deviceOf(organisationId, address, visit);
    const tried: TriedFrom = { organisationId, address, device, from: visit.from };
    if (organisationId === null) {
      await this.inTurn(tried, (turn) => turn.matches(password, null));
      throw refused();
    }
    const visitor = { kind: 'job', organisationId, name: 'sign-in', from: visit.from } as const;
    const { candidate, failures, right } = await this.inTurn<Tried>(tried, async (turn) => {
      const met = await this.candidates.meet(visitor, address, visit);
      return { ...met, right: await turn.matches(password, met.candidate?.passwordHash ?? null) };
    });
    if (right && candidate !== null) {
      const { id, name } = candidate;
      return { id, organisationId, name, email: candidate.email };
    }
    await this.candidates.turnAway(visitor, address, candidate?.id ?? null, failures);
    throw refused();
  }

  /** Of those who find a place, the buckets decide who may wait. Whoever is sent away for want of a place, or of time, has not tried. */
  private async inTurn<T>(tried: TriedFrom, work: (turn: PasswordTurn) => Promise<T>): Promise<T> {
    let taken: readonly Taken[] = [];
    const arrive = async (): Promise<void> => {
      taken = await this.buckets.take(tried);
    };
    try {
      return await this.passwords.inTurn(applicantOf(tried), work, arrive);
    } catch (error) {
      if (isTooBusy(error)) await this.buckets.giveBack(taken);
      throw error;
    }
  }
}

function applicantOf({ organisationId, address, device, from }: TriedFrom) {
  const account = `${organisationId ?? 'nowhere'} ${address}`;
  return device === ''
    ? ({ row: 'stranger', holders: [`account ${account}`, `client ${clientOf(from)}`] } as const)
    : ({ row: 'known', holders: [`account ${account}`, `device ${device}`] } as const);
}

function refused(): Problem {
  return unauthorised(say('refusal.sign-in-failed'), 'sign-in-failed');
}
