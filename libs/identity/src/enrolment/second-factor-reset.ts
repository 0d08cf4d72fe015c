import { Injectable } from '@nestjs/common';
import { conflict, Database, say } from '@countersign/platform';
import { FactorChanges } from './factor-changes';
import { MemberMail } from '../members/member-mail';
import { OpenDoors } from '../password-reset/password-changes';

/** The operator lets in administrators only: they help everybody else. */
export class NobodyToLetInError extends Error {
  constructor() {
    super('This organisation has no active administrator with this address.');
    this.name = 'NobodyToLetInError';
  }
}

/** An administrator helps somebody who has lost everything: the password alone leads in, to set up anew. */
@Injectable()
export class SecondFactorReset {
  constructor(
    private readonly database: Database,
    private readonly doors: OpenDoors,
    private readonly changes: FactorChanges,
    private readonly mail: MemberMail,
  ) {}

  /** In the request's transaction. Where nothing is left to go, nothing is told: the act repeated is one. */
  async reset(memberId: string, by: string): Promise<void> {
    if (memberId === by) {
      throw conflict('own-second-factor', say('refusal.own-second-factor'));
    }
    await this.database.one(
      'select id from app.member where organisation_id = :organisationId and id = :memberId for no key update',
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
    if ((await this.removeAll(memberId)) === 0) return;
    await this.changes.removed(memberId, { what: 'second-factor.reset', mail: 'second-factor-reset' });
  }

  /**
   * By the operator of the installation, for an administrator whom no other one can help: also after a loss of keys.
   * Who has no password gets a link to set one.
   *
   * @throws NobodyToLetInError
   */
  async letIn({ email, reason }: { readonly email: string; readonly reason: string }): Promise<void> {
    const { organisationId } = this.database;
    const administrator = await this.database.maybeOne<{ id: string; hasPassword: boolean }>(
      `
      select m.id, m.password_hash is not null as has_password from app.member m
      where m.organisation_id = :organisationId and m.email = :address and m.active and 'admin' = any (m.roles)
      for no key update`,
      { organisationId, address: email.trim().toLowerCase() },
    );
    if (administrator === null) throw new NobodyToLetInError();
    const { id, hasPassword } = administrator;
    await this.removeAll(id);
    await this.changes.removed(id, {
      what: 'second-factor.reset-by-operator',
      mail: 'second-factor-reset-by-operator',
      reason,
    });
    if (!hasPassword) await this.mail.offerReset(id, say('reset.asked-by-operator'));
  }

  /** How many factors, open sessions and the like there were. */
  private async removeAll(memberId: string): Promise<number> {
    const { organisationId } = this.database;
    let removed = 0;
    for (const table of ['member_totp', 'passkey', 'passkey_challenge', 'second_factor_try'] as const) {
      const rows = await this.database.query(
        `delete from app.${table} where organisation_id = :organisationId and member_id = :memberId returning 1`,
        { organisationId, memberId },
      );
      removed += rows.length;
    }
    const { sessionsEnded, apiTokensRevoked } = await this.doors.closeAll(memberId);
    return removed + sessionsEnded + apiTokensRevoked;
  }
}
