import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit';
import type { Role } from '../platform/auth/permissions';
import { Database } from '../platform/database/database';
import { invalid } from '../platform/problems/problem';
import { Passwords } from './passwords';

export const shortestPassword = 15;

export interface NewMember {
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly password: string;
  /** To whom overdue work of this member escalates. */
  readonly leadId?: string | null;
}

/** A member as the row will be. */
export interface AddedMember {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Null where the member signs in by another way than a password. */
  readonly passwordHash: string | null;
  readonly leadId: string | null;
}

@Injectable()
export class Members {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly passwords: Passwords,
  ) {}

  /** Opens its own transaction, after the password is hashed. */
  async createMember(member: NewMember): Promise<{ readonly id: string }> {
    if (member.password.length < shortestPassword) {
      throw invalid([{ field: 'password', message: `needs at least ${shortestPassword} characters` }]);
    }
    const { organisationId, name, email, roles, leadId } = member;
    const passwordHash = await this.passwords.hash(member.password);
    return this.database.run({ kind: 'job', organisationId, name: 'set-up' }, () =>
      this.add({ name, email, roles, passwordHash, leadId: leadId ?? null }),
    );
  }

  /** In the current transaction. */
  async add(member: AddedMember): Promise<{ readonly id: string }> {
    const { name, roles, passwordHash, leadId } = member;
    const email = member.email.trim().toLowerCase();
    const { id } = await this.database.one<{ id: string }>(
      `
      insert into app.member (organisation_id, name, email, password_hash, roles, lead_id)
      values (:organisationId, :name, :email, :passwordHash, :roles, :leadId)
      returning id`,
      { organisationId: this.database.organisationId, name, email, passwordHash, roles, leadId },
    );
    await this.audit.record({
      what: 'member.created',
      object: { kind: 'member', id },
      after: { name, email, roles },
    });
    return { id };
  }
}
