import { Injectable } from '@nestjs/common';
import { Ledger } from '@countersign/notifications';
import { Database, forEachOrganisation } from '@countersign/platform';

interface Week {
  /** ISO year and week of the organisation's own calendar: `2026-W48`. */
  readonly week: string;
  readonly begun: boolean;
  readonly sealNo: number | null;
  readonly hash: string | null;
  readonly sealedAt: string | null;
}

interface Keeper {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const AUDIT_HEAD = 'audit head';

/**
 * Mails where the chain stands to administrators and auditors: whoever could rewrite the whole database would have to
 * rewrite their mailboxes as well.
 */
@Injectable()
export class WeeklyHead {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** The ledger knows who has this week's mail. */
  mailAll(): Promise<void> {
    const round = { name: AUDIT_HEAD, which: 'all' } as const;
    return forEachOrganisation(this.database, round, ({ organisationId }) => this.mail(organisationId));
  }

  async mail(organisationId: string): Promise<void> {
    const actor = { kind: 'job', organisationId, name: AUDIT_HEAD } as const;
    await this.database.run(actor, async () => {
      const { week, begun, sealNo, hash, sealedAt } = await this.week();
      if (!begun || sealNo === null || hash === null || sealedAt === null) return;
      for (const { id, name, email } of await this.keepers()) {
        await this.ledger.enqueue({
          occasion: `audit-head ${week}`,
          kind: 'audit-head',
          recipient: { address: email, name, memberId: id },
          object: { kind: 'organisation', id: organisationId },
          immediate: true,
          payload: {
            organisationId,
            sealNo: String(sealNo),
            hash,
            sealedAt: { at: sealedAt, zone: 'UTC' },
          },
        });
      }
    });
  }

  /** Begins on Monday at eight; a chain that began this week has nothing older to hold against. */
  private week(): Promise<Week> {
    return this.database.one<Week>(
      `
      with clock as (
        select app.now() at time zone o.time_zone as local, o.time_zone
        from app.organisation o where o.organisation_id = :organisationId)
      select to_char(c.local, 'IYYY-"W"IW') as week,
        c.local >= date_trunc('week', c.local) + interval '8 hours'
          and coalesce((
            select s.sealed_at at time zone c.time_zone < date_trunc('week', c.local) from app.audit_seal s
            where s.organisation_id = :organisationId and s.seal_no = 1), false) as begun,
        h.seal_no, encode(h.hash, 'hex') as hash, h.sealed_at
      from clock c
      left join lateral (
        select s.seal_no, s.hash, s.sealed_at from app.audit_seal s
        where s.organisation_id = :organisationId order by s.seal_no desc limit 1) h on true`,
      { organisationId: this.database.organisationId },
    );
  }

  private keepers(): Promise<Keeper[]> {
    return this.database.query<Keeper>(
      `select m.id, m.name, m.email from app.member m
       where m.organisation_id = :organisationId and m.active and m.roles && '{admin,auditor}' order by m.id`,
      { organisationId: this.database.organisationId },
    );
  }
}
