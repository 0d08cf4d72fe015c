import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit';
import { permissionsOf, type Role } from '../platform/auth/permissions';
import type { SignedInMember } from '../platform/auth/request';
import type { Actor } from '../platform/database/actor';
import { Database } from '../platform/database/database';
import { Problem, unauthorised } from '../platform/problems/problem';
import { OpaqueSessions } from './opaque-sessions';
import { Organisations } from './organisations';
import { Passwords } from './passwords';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly organisation: string | null;
}

export interface Visit {
  readonly userAgent: string | null;
  readonly from: string | null;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: Role[];
  readonly passwordHash: string | null;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly organisations: Organisations,
    private readonly passwords: Passwords,
    private readonly sessions: OpaqueSessions,
  ) {}

  /**
   * Proves who it is, or leaves a trace and refuses. The try is counted before the password is checked, so that
   * guesses sent at once are counted one by one; the same work is done for an address that nobody has.
   */
  async prove({ email, password, organisation }: Credentials, visit: Visit): Promise<SignedInMember> {
    const address = email.trim().toLowerCase();
    const organisationId = await this.organisations.find(organisation);
    if (organisationId === null) {
      await this.passwords.matches(password, null);
      throw refused();
    }
    const visitor: Actor = { kind: 'job', organisationId, name: 'sign-in', from: visit.from };
    const candidate = await this.database.run(visitor, async () => {
      await this.countTry(organisationId, address);
      return this.candidate(organisationId, address);
    });
    const right = await this.passwords.matches(password, candidate?.passwordHash ?? null);
    if (right && candidate !== null) return signedIn(organisationId, candidate);
    await this.database.run(visitor, () =>
      this.audit.record({
        what: 'sign-in.failed',
        object: { kind: 'member', id: candidate?.id ?? null },
        visitor: address,
      }),
    );
    throw refused();
  }

  /** Begins the session; the token goes into the cookie and nowhere else. */
  async start({ organisationId, id, name, email }: SignedInMember, visit: Visit): Promise<string> {
    const actor: Actor = { kind: 'member', organisationId, memberId: id, name, from: visit.from };
    return this.database.run(actor, async () => {
      await this.database.query(
        'delete from app.sign_in_attempt where organisation_id = :organisationId and address = :email',
        { organisationId, email },
      );
      await this.audit.record({ what: 'member.signed-in', object: { kind: 'member', id } });
      return this.sessions.start(id, visit);
    });
  }

  private async candidate(organisationId: string, address: string): Promise<Candidate | null> {
    return this.database.maybeOne<Candidate>(
      `
      select m.id, m.name, m.email, m.roles, m.password_hash
      from app.member m
      where m.organisation_id = :organisationId and m.email = :address and m.active`,
      { organisationId, address },
    );
  }

  /** Four tries are free; from the fifth on each doubles the wait, from 30 seconds to a quarter of an hour. */
  private async countTry(organisationId: string, address: string): Promise<void> {
    const counted = await this.database.query(
      `
      insert into app.sign_in_attempt as a (organisation_id, address, failures, last_failed_at)
      values (:organisationId, :address, 1, now())
      on conflict (organisation_id, address) do update set
        failures = case when a.last_failed_at < now() - interval '1 day' then 1 else a.failures + 1 end,
        last_failed_at = now(),
        blocked_until = case
          when a.last_failed_at < now() - interval '1 day' or a.failures < 4 then null
          else now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(a.failures - 4, 10))
        end
      where a.blocked_until is null or a.blocked_until <= now()
      returning failures`,
      { organisationId, address },
    );
    if (counted.length === 0) throw tooManyTries();
  }
}

function signedIn(organisationId: string, { id, name, email, roles }: Candidate): SignedInMember {
  return { id, organisationId, name, email, roles, permissions: permissionsOf(roles) };
}

function refused(): Problem {
  return unauthorised('The address or the password is not right.', 'sign-in-failed');
}

function tooManyTries(): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-tries',
    title: 'Too many tries',
    detail: 'There were too many tries with this address. Please wait up to a quarter of an hour.',
  });
}
