import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, expression, type Role } from '@countersign/platform';
import { NewPasswords } from '../passwords/new-passwords';
import { MemberEntity } from './member.entity';

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
    private readonly newPasswords: NewPasswords,
  ) {}

  /** Opens its own transaction, after the password is hashed. */
  async createMember(member: NewMember): Promise<{ readonly id: string }> {
    const { organisationId, name, email, roles, leadId } = member;
    const actor = { kind: 'job', organisationId, name: 'set-up' } as const;
    const { organisationName } = await this.database.run(actor, () =>
      this.database.one<{ organisationName: string }>(
        'select o.name as organisation_name from app.organisation o where o.organisation_id = :organisationId',
        { organisationId },
        'organisation',
      ),
    );
    const holder = { organisationName, name, email };
    const passwordHash = await this.newPasswords.hashOf(member.password, holder);
    return this.database.run(actor, () =>
      this.add({ name, email, roles, passwordHash, leadId: leadId ?? null }),
    );
  }

  /** In the current transaction. */
  async add(member: AddedMember): Promise<{ readonly id: string }> {
    const { name, roles, passwordHash, leadId } = member;
    const email = member.email.trim().toLowerCase();
    const passwordChangedAt = passwordHash === null ? null : expression`now()`;
    const { id } = await this.database.insert(
      MemberEntity,
      { name, email, passwordHash, passwordChangedAt, roles, leadId },
      ['id'],
    );
    await this.audit.record({
      what: 'member.created',
      object: { kind: 'member', id },
      after: { name, email, roles },
    });
    return { id };
  }
}
