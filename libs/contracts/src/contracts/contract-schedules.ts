import { Injectable } from '@nestjs/common';
import {
  CONTRACT_RULE_VERSION,
  contractOutcome,
  contractStanding,
  dueTermOf,
  keptSchedule,
  termsUnderNotice,
  unknownParts,
  type BusinessCalendar,
  type ContractStanding,
  type ContractState,
  type ContractTerms,
  type Decided,
  type DueTerm,
  type IsoDate,
  type Outcome,
  type Term,
} from '@countersign/domain';
import { asJson, Clock, Database } from '@countersign/platform';
import { ContractCalendar } from './contract-calendar';
import { ContractEntity } from './contract.entity';
import { ContractMilestones } from './contract-milestones';
import { decidedColumns } from './contract-desk';
import { nextChangeOn } from './term-changes';

interface KeptContract extends Decided {
  readonly id: string;
  readonly terms: ContractTerms;
  readonly scheduleVersion: number;
  /** A service that it covers is in use, and no other running contract covers it. */
  readonly stillServed: boolean;
  readonly exceptionsUntil: readonly IsoDate[];
}

/** What is stored beside a contract for lists. */
interface Stands {
  readonly standing: ContractStanding;
  readonly outcome: Outcome | null;
  readonly due: DueTerm | null;
  readonly changesOn: IsoDate | null;
}

interface OvershadowedContract {
  readonly id: string;
  readonly state: ContractState;
  readonly scheduleVersion: number;
  readonly lastDay: IsoDate;
}

/**
 * A service under this contract `c` is in use, or was taken in before anybody was asked, and no other running contract
 * covers it.
 */
const isStillServed = `
  exists (
    select from app.contract_engagement ce
    join app.engagement e on e.organisation_id = ce.organisation_id and e.id = ce.engagement_id
    where ce.organisation_id = c.organisation_id and ce.contract_id = c.id and e.state = 'open'
      and e.use_state in ('in-use', 'not-stated')
      and not exists (
        select from app.contract_engagement oe
        join app.contract other on other.organisation_id = oe.organisation_id and other.id = oe.contract_id
        where oe.organisation_id = e.organisation_id and oe.engagement_id = e.id
          and other.id <> c.id and app.contract_counts(other) and other.state in ('in-term', 'evergreen')
      )
  )`;

/** Writes what follows from a contract's terms on a day: its periods, where it stands, its milestones. */
@Injectable()
export class ContractSchedules {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: ContractCalendar,
    private readonly milestones: ContractMilestones,
  ) {}

  /** Brings these contracts up to today, and gives back the engagements whose standing may have moved. */
  async bringUpToDate(contractIds: readonly string[]): Promise<string[]> {
    const calendar = await this.calendar.calendar();
    const today = await this.clock.today();
    await this.computeAll(contractIds, calendar, today);
    await this.followOvershadowed(contractIds, today);
    return this.engagementsOf(contractIds);
  }

  private async computeAll(
    contractIds: readonly string[],
    calendar: BusinessCalendar,
    today: IsoDate,
  ): Promise<void> {
    for (const contract of await this.read(contractIds)) {
      const { stillServed } = contract;
      const terms = termsUnderNotice(contract.terms, contract.notice);
      const standing = contractStanding(terms, calendar, today, { stillServed });
      const schedule = keptSchedule(terms, calendar, today, standing.actionableTerm);
      await this.writeTerms(contract.id, schedule);
      await this.writeStanding(contract, {
        standing,
        outcome: contractOutcome(terms, calendar, today, contract),
        due: dueTermOf(schedule, contract, today),
        changesOn: nextChangeOn({ ...contract, terms, schedule, standing }, calendar, today),
      });
      await this.milestones.follow({ ...contract, terms }, { schedule, standing, decided: contract, today });
    }
  }

  private async read(contractIds: readonly string[]): Promise<KeptContract[]> {
    return this.database.query<KeptContract>(
      `
      select
        c.id,
        c.terms,
        c.schedule_version,
        ${isStillServed} as still_served,
        ${decidedColumns},
        array(
          select f.exception_until::text
          from app.clause_finding f
          where f.organisation_id = c.organisation_id and f.contract_id = c.id and f.status = 'excepted'
        ) as exceptions_until
      from app.contract c
      where c.organisation_id = :organisationId and c.id = any(:contractIds::uuid[]) and app.contract_counts(c)
      order by c.id
      for update of c`,
      { organisationId: this.database.organisationId, contractIds },
    );
  }

  private async writeTerms(contractId: string, schedule: readonly Term[]): Promise<void> {
    const parameters = { organisationId: this.database.organisationId, contractId };
    await this.database.query(
      `
      delete from app.contract_term t
      where t.organisation_id = :organisationId and t.contract_id = :contractId
        and t.number <> all(:numbers::integer[])`,
      { ...parameters, numbers: schedule.map(({ number }) => number) },
    );
    await this.database.query(
      `
      insert into app.contract_term as t
        (organisation_id, contract_id, number, first_day, last_day, opens_on, send_from, last_notice_day,
         last_send_day, ending, rule_version)
      select :organisationId, :contractId, s."number", s."firstDay", s."lastDay", s."opensOn", s."sendFrom",
        s."lastNoticeDay", s."lastSendDay", s.ending, :ruleVersion
      from jsonb_to_recordset(:schedule::jsonb) as s ("number" integer, "firstDay" date, "lastDay" date,
        "opensOn" date, "sendFrom" date, "lastNoticeDay" date, "lastSendDay" date, ending text)
      on conflict (organisation_id, contract_id, number) do update set
        first_day = excluded.first_day,
        last_day = excluded.last_day,
        opens_on = excluded.opens_on,
        send_from = excluded.send_from,
        last_notice_day = excluded.last_notice_day,
        last_send_day = excluded.last_send_day,
        ending = excluded.ending,
        rule_version = excluded.rule_version
      where (t.first_day, t.last_day, t.opens_on, t.send_from, t.last_notice_day, t.last_send_day, t.ending,
          t.rule_version)
        is distinct from (excluded.first_day, excluded.last_day, excluded.opens_on, excluded.send_from,
          excluded.last_notice_day, excluded.last_send_day, excluded.ending, excluded.rule_version)`,
      { ...parameters, ruleVersion: CONTRACT_RULE_VERSION, schedule: asJson(schedule) },
    );
  }

  private async writeStanding(
    contract: Pick<KeptContract, 'id' | 'terms'>,
    { standing, outcome, due, changesOn }: Stands,
  ): Promise<void> {
    const { state, currentTerm, actionableTerm, actionableDate, lockedInUntil } = standing;
    await this.database.update(
      ContractEntity,
      { id: contract.id },
      {
        outcome: outcome?.kind ?? null,
        outcomeDay: outcome?.day ?? null,
        outcomeTerm: outcome?.termNumber ?? null,
        dueOn: due?.date ?? null,
        dueTerm: due?.termNumber ?? null,
        dueEnding: due?.ending ?? null,
        unknownParts: [...unknownParts(contract.terms)],
        state,
        currentTermEnds: currentTerm?.lastDay ?? null,
        actionableTerm: actionableTerm?.number ?? null,
        lastNoticeDay: actionableTerm?.lastNoticeDay ?? null,
        lastSendDay: actionableTerm?.lastSendDay ?? null,
        actionableDate,
        actionableEnding: actionableTerm?.ending ?? null,
        lockedInUntil,
        changesOn,
      },
    );
  }

  /**
   * Contracts that are over, beside these ones: whether they are held over depends on what replaced them. All in one
   * statement, since their terms stay as they are and there may be any number of them.
   */
  private async followOvershadowed(contractIds: readonly string[], today: IsoDate): Promise<void> {
    const moved = await this.database.query<OvershadowedContract>(
      `
      with over as (
        select c.id
        from app.contract c
        where c.organisation_id = :organisationId and c.state in ('ended', 'held-over') and app.contract_counts(c)
          and exists (
            select from app.contract_engagement own
            join app.contract_engagement beside
              on beside.organisation_id = own.organisation_id and beside.engagement_id = own.engagement_id
            where own.organisation_id = c.organisation_id and own.contract_id = any(:contractIds::uuid[])
              and beside.contract_id = c.id
          )
        order by c.id
        for update
      )
      update app.contract c set state = case when ${isStillServed} then 'held-over' else 'ended' end
      from over
      where c.organisation_id = :organisationId and c.id = over.id
        and (c.state = 'held-over') is distinct from ${isStillServed}
      returning c.id, c.state, c.schedule_version, (
        select max(t.last_day) from app.contract_term t
        where t.organisation_id = c.organisation_id and t.contract_id = c.id) as last_day`,
      { organisationId: this.database.organisationId, contractIds },
    );
    for (const { lastDay, ...contract } of moved) {
      await this.milestones.followHeldOver(contract, lastDay, today);
    }
  }

  private async engagementsOf(contractIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ engagementId: string }>(
      `
      select distinct ce.engagement_id
      from app.contract_engagement ce
      where ce.organisation_id = :organisationId and ce.contract_id = any(:contractIds::uuid[])
      order by ce.engagement_id`,
      { organisationId: this.database.organisationId, contractIds },
    );
    return rows.map(({ engagementId }) => engagementId);
  }
}
