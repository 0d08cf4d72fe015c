import { Injectable } from '@nestjs/common';
import type { IsoDate, TermDecision } from '@countersign/domain';
import { Ledger } from '@countersign/notifications';
import { Database, say, type Words } from '@countersign/platform';

interface Told {
  readonly address: string;
  readonly name: string;
  readonly memberId: string;
}

/** A date of a term that somebody was reminded of, and that is still to come or was not settled. */
interface MailedDate extends Told {
  readonly part: number;
  readonly ladder: string;
  readonly day: IsoDate;
  readonly mailedOn: IsoDate;
}

interface LastDay {
  readonly number: number;
  readonly lastDay: IsoDate;
}

/** What the mails of a contract have said, before it is changed. */
export interface MailedBefore {
  readonly dates: readonly MailedDate[];
  readonly lastDays: readonly LastDay[];
}

interface MovedDecision extends Told {
  readonly id: string;
  readonly termNumber: number;
  readonly decision: TermDecision;
  readonly decidedOn: IsoDate;
}

const DECIDED: Readonly<Record<TermDecision, Words>> = {
  renew: say('decision-moved.renew'),
  renegotiate: say('decision-moved.renegotiate'),
  end: say('decision-moved.end'),
  'until-further-notice': say('decision-moved.until-further-notice'),
};

/** Whoever was mailed a date, or decided about a term, is told once that it has moved. */
@Injectable()
export class MailedDates {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Of a contract that is about to be changed, and that nobody else changes meanwhile. */
  async before(contractId: string): Promise<MailedBefore> {
    const parameters = { organisationId: this.database.organisationId, contractId };
    const dates = await this.database.query<MailedDate>(
      `
      select distinct on (m.part, m.ladder, n.recipient)
        m.part, m.ladder, m.target_date as day, n.recipient as address, n.recipient_name as name, n.member_id,
        (n.sent_at at time zone o.time_zone)::date as mailed_on
      from app.milestone m
      join app.organisation o on o.organisation_id = m.organisation_id
      join app.notification n on n.organisation_id = m.organisation_id and n.object_kind = 'contract'
        and n.object_id = m.object_id and n.part = m.part and n.sent_at is not null
      left join app.milestone of on of.organisation_id = n.organisation_id and of.id = n.milestone_id
      join app.member w on w.organisation_id = n.organisation_id and w.id = n.member_id and w.active
      where m.organisation_id = :organisationId and m.object_kind = 'contract' and m.object_id = :contractId
        and m.closed_at is null and m.ladder in ('contract', 'contract-end')
        and (
          (of.closed_at is null and of.ladder in (m.ladder, 'contract-window'))
          or (of.ladder = m.ladder and of.target_date = m.target_date)
          or (n.kind = 'contract-date-corrected' and n.payload ->> 'dateNow' = m.target_date::text))
      order by m.part, m.ladder, n.recipient, n.sent_at desc`,
      parameters,
    );
    const lastDays = await this.database.query<LastDay>(
      `
      select t.number, t.last_day from app.contract_term t
      where t.organisation_id = :organisationId and t.contract_id = :contractId`,
      parameters,
    );
    return { dates, lastDays };
  }

  /** After what follows from the change is written. */
  async tell(contractId: string, { dates, lastDays }: MailedBefore): Promise<void> {
    for (const mailed of dates) await this.tellOfDate(contractId, mailed);
    for (const decision of await this.movedDecisions(contractId)) {
      await this.tellOfDecision(contractId, decision, lastDays);
    }
  }

  private async tellOfDate(
    contractId: string,
    { part, ladder, day, mailedOn, ...told }: MailedDate,
  ): Promise<void> {
    const now = await this.dateNow(contractId, { part, ladder });
    if (now.day === day) return;
    await this.ledger.enqueue({
      occasion: `contract:${contractId}:date-corrected:${part}:${now.revision}`,
      kind: 'contract-date-corrected',
      recipient: told,
      object: { kind: 'contract', id: contractId },
      part,
      immediate: true,
      payload: {
        formerDay: day,
        mailedOn,
        dateNow: now.day ?? '',
        noDateNow: now.day === null ? say('contract-date-corrected.none-now') : '',
      },
    });
  }

  /** That of its ladder, else what the term says by itself; null where the contract has no such term any more. */
  private dateNow(
    contractId: string,
    { part, ladder }: Pick<MailedDate, 'part' | 'ladder'>,
  ): Promise<{ readonly day: IsoDate | null; readonly revision: number }> {
    return this.database.one(
      `
      select c.revision, coalesce(
        (select m.target_date from app.milestone m
          where m.organisation_id = c.organisation_id and m.object_kind = 'contract' and m.object_id = c.id
            and m.part = :part and m.closed_at is null and m.ladder in ('contract', 'contract-end')
          order by m.ladder = :ladder desc
          limit 1),
        (select coalesce(t.last_send_day, t.last_day) from app.contract_term t
          where t.organisation_id = c.organisation_id and t.contract_id = c.id and t.number = :part)) as day
      from app.contract c
      where c.organisation_id = :organisationId and c.id = :contractId and app.contract_counts(c)`,
      { organisationId: this.database.organisationId, contractId, part, ladder },
    );
  }

  /** Those that this change took away; whoever changes the contract knows of their own. */
  private movedDecisions(contractId: string): Promise<MovedDecision[]> {
    const { actor } = this.database;
    return this.database.query<MovedDecision>(
      `
      select d.id, d.term_number, d.decision, (d.at at time zone o.time_zone)::date as decided_on,
        w.id as member_id, w.name, w.email as address
      from app.contract_decision d
      join app.organisation o on o.organisation_id = d.organisation_id
      join app.member w on w.organisation_id = d.organisation_id and w.id = d.by_member_id and w.active
      where d.organisation_id = :organisationId and d.contract_id = :contractId
        and d.withdrawn_because = 'last-day-moved' and d.withdrawn_at = app.now() and w.id <> :actorId::uuid
      order by d.term_number`,
      {
        organisationId: this.database.organisationId,
        contractId,
        actorId: actor.kind === 'member' ? actor.memberId : null,
      },
    );
  }

  private async tellOfDecision(
    contractId: string,
    { id, termNumber, decision, decidedOn, ...decider }: MovedDecision,
    lastDays: readonly LastDay[],
  ): Promise<void> {
    const former = lastDays.find(({ number }) => number === termNumber);
    const now = await this.database.maybeOne<LastDay>(
      `
      select t.number, t.last_day from app.contract_term t
      where t.organisation_id = :organisationId and t.contract_id = :contractId and t.number = :termNumber`,
      { organisationId: this.database.organisationId, contractId, termNumber },
    );
    await this.ledger.enqueue({
      occasion: `contract:${contractId}:decision-moved:${id}`,
      kind: 'contract-decision-moved',
      recipient: decider,
      object: { kind: 'contract', id: contractId },
      part: termNumber,
      immediate: true,
      payload: {
        decidedOn,
        decided: DECIDED[decision],
        formerDay: former?.lastDay ?? '',
        dateNow: now?.lastDay ?? '',
        noDateNow: now === null ? say('decision-moved.no-term-now') : '',
        roleReason: say('role.decided-on-contract'),
      },
    });
  }
}
