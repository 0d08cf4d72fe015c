import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { conflict } from '../../platform/problems/problem';
import { OpenDoors } from '../password-changes';
import { FactorChanges } from './factor-changes';

/** An administrator helps somebody who has lost everything: the password alone leads in, to set up anew. */
@Injectable()
export class SecondFactorReset {
  constructor(
    private readonly database: Database,
    private readonly doors: OpenDoors,
    private readonly changes: FactorChanges,
  ) {}

  /** In the request's transaction. */
  async reset(memberId: string, by: string): Promise<void> {
    if (memberId === by) {
      throw conflict('own-second-factor', 'Your own second factors are removed on the page of your account.');
    }
    const { organisationId } = this.database;
    await this.database.one(
      'select id from app.member where organisation_id = :organisationId and id = :memberId for no key update',
      { organisationId, memberId },
      'member',
    );
    for (const table of ['member_totp', 'passkey', 'passkey_challenge', 'second_factor_try'] as const) {
      await this.database.query(
        `delete from app.${table} where organisation_id = :organisationId and member_id = :memberId`,
        { organisationId, memberId },
      );
    }
    await this.doors.closeAll(memberId);
    await this.changes.removed(memberId, { what: 'second-factor.reset', mail: 'second-factor-reset' });
  }
}
