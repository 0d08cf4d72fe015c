import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  conflict,
  Database,
  expression,
  invalid,
  type MemberActor,
  type RetentionClass,
  say,
  stale,
} from '@countersign/platform';
import { LegalHoldEntity } from './legal-hold.entity';
import type { NewHold, SetRetention } from './retention.dto';
import { RetentionReader } from './retention.reader';
import { RetentionPolicyEntity } from './retention-policy.entity';

@Injectable()
export class RetentionPolicies {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly reader: RetentionReader,
  ) {}

  /** In the current transaction. Who saw an older revision is told, and nothing is overwritten. */
  async setPeriod(
    one: RetentionClass,
    { months, revision: seen }: SetRetention,
    member: MemberActor,
  ): Promise<void> {
    const { name, minimumMonths, reason } = one;
    if (months < minimumMonths) {
      throw invalid([
        {
          field: 'months',
          message: say('retention.service.give-at-least-months', { minimumMonths, reason }),
        },
      ]);
    }
    await this.lock();
    const { months: before, revision } = await this.reader.period(one);
    if (revision !== seen) throw stale(await this.reader.rule(one));
    await this.database.put(
      RetentionPolicyEntity,
      { class: name },
      { months, changedAt: expression`now()`, changedBy: member.name, revision: revision + 1 },
    );
    await this.audit.record({
      what: 'retention.changed',
      object: { kind: 'organisation', id: member.organisationId },
      before: { class: name, months: before },
      after: { class: name, months },
    });
  }

  async placeHold({ reason, vendorId, until }: NewHold, member: MemberActor): Promise<string> {
    if (vendorId !== null) {
      await this.database.one(
        'select v.id from app.vendor v where v.organisation_id = :organisationId and v.id = :vendorId',
        { vendorId },
        'vendor',
      );
    }
    if (until !== null) await this.refusePast(until);
    const { id } = await this.database.insert(
      LegalHoldEntity,
      { vendorId, reason, lastDay: until, byName: member.name },
      ['id'],
    );
    await this.audit.record({
      what: 'hold.placed',
      object: { kind: 'hold', id },
      after: { vendorId, reason, until },
    });
    return id;
  }

  async endHold(id: string, reason: string, member: MemberActor): Promise<void> {
    await this.reader.hold(id);
    // Of those who end it at once the first one's name and reason stay.
    const ended = await this.database.update(
      LegalHoldEntity,
      { id, endedAt: null },
      { endedAt: expression`app.now()`, endedReason: reason, endedBy: member.name },
    );
    if (ended === 0) throw conflict('hold-ended', say('refusal.hold-ended'));
    await this.audit.record({ what: 'hold.ended', object: { kind: 'hold', id }, after: { reason } });
  }

  /** There may be no row of a period yet, so two who set one at once meet at the organisation's. */
  private async lock(): Promise<void> {
    await this.database.query(
      'select from app.organisation o where o.organisation_id = :organisationId for no key update',
    );
  }

  private async refusePast(until: string): Promise<void> {
    const { past } = await this.database.one<{ past: boolean }>(
      `select :until::date < app.today(o.time_zone) as past from app.organisation o
       where o.organisation_id = :organisationId`,
      { until },
    );
    if (past) throw invalid([{ field: 'until', message: say('retention.service.give-a-day-to') }]);
  }
}
