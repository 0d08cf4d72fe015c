import { Injectable } from '@nestjs/common';
import {
  contractStanding,
  keptSchedule,
  NO_END,
  noticeEffect,
  openSchedule,
  termsUnderNotice,
  type BusinessCalendar,
  type ContractTerms,
  type DecidedTerm,
  type IsoDate,
  type NoticeEffect,
  type StandingNotice,
  type Term,
} from '@countersign/domain';
import { Clock, Database, expression, forbidden, say, stale } from '@countersign/platform';
import { refuseVoid } from '../counting/refuse-void';
import { ContractCalendar } from './contract-calendar';
import { ContractDecisionEntity } from './contract-decision.entity';
import { ContractEntity } from './contract.entity';
import { ContractLocks } from './contract-locks';
import type { Withdrawal } from './contract-words';
import type { ContractDetails, ContractNow, StandingDecision } from './contract.dto';
import { DetailsReader } from './details.reader';
import { NoticeRecordEntity } from './notice-record.entity';

export interface StoredDecision extends DecidedTerm {
  readonly id: string;
  readonly reason: string;
}

export interface StoredNotice extends StandingNotice {
  readonly id: string;
  readonly receivedOn: IsoDate | null;
  readonly termNumber: number | null;
  readonly lateFor: number | null;
  readonly acceptedOn: IsoDate | null;
}

/** A contract that is being changed, with what was decided about it. */
export interface ContractInHand {
  readonly id: string;
  readonly signedOn: IsoDate | null;
  readonly counts: boolean;
  /** What the contract says, without its notice. */
  readonly terms: ContractTerms;
  readonly decisions: readonly StoredDecision[];
  readonly notice: StoredNotice | null;
  readonly calendar: BusinessCalendar;
  readonly today: IsoDate;
}

type TakenRow = Omit<ContractInHand, 'calendar' | 'today'> & { readonly revision: number };

/** The decisions and the notice that stand, of a contract `c`. */
export const decidedColumns = `
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', d.id, 'termNumber', d.term_number, 'decision', d.decision, 'reason', d.reason) order by d.term_number)
    from app.contract_decision d
    where d.organisation_id = c.organisation_id and d.contract_id = c.id and d.withdrawn_at is null
  ), '[]') as decisions,
  (
    select jsonb_build_object('id', n.id, 'sentOn', n.sent_on, 'receivedOn', n.received_on,
      'termNumber', n.term_number, 'endsOn', n.ends_on, 'lateFor', n.late_for, 'lateEndsOn', n.late_ends_on,
      'acceptedOn', n.accepted_on)
    from app.notice_record n
    where n.organisation_id = c.organisation_id and n.contract_id = c.id and n.withdrawn_at is null
    order by n.at desc, n.id desc
    limit 1
  ) as notice`;

/** Where every change of a contract's time begins: it is locked, so that of two changes the second sees the first. */
@Injectable()
export class ContractDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly calendar: ContractCalendar,
    private readonly details: DetailsReader,
    private readonly locks: ContractLocks,
  ) {}

  /**
   * Each act is a state of its own; whoever says which state was seen is refused where it is no longer this one. A
   * contract that is void is brought back before anything else is done with it.
   */
  async take(id: string, seen: number | null): Promise<ContractInHand> {
    const { revision, ...contract } = await this.takeEvenVoid(id);
    refuseVoid(contract);
    if (seen !== null && seen !== revision) {
      throw stale(inHandNow(contract, revision, await this.details.detailsOf(id)));
    }
    return { ...contract, calendar: await this.calendar.calendar(), today: await this.clock.today() };
  }

  /** Nothing was done: the state is the one that was shown, so that nobody else meets it. */
  async giveBack(id: string): Promise<void> {
    await this.database.update(ContractEntity, { id }, { revision: expression`revision - 1` });
  }

  /** What hangs on it is read once it is locked: whoever had to wait sees what the other has done. */
  async takeEvenVoid(id: string): Promise<TakenRow> {
    const place = { organisationId: this.database.organisationId, id };
    await this.locks.besides(id);
    const { revision } = await this.database.one<{ readonly revision: number }>(
      `
      update app.contract c
      set revision = c.revision + 1
      where c.organisation_id = :organisationId and c.id = :id
      returning c.revision - 1 as revision`,
      place,
      'contract',
    );
    const contract = await this.database.one<Omit<TakenRow, 'revision'>>(
      `
      select c.id, c.signed_on, app.contract_counts(c) as counts, c.terms, ${decidedColumns}
      from app.contract c
      where c.organisation_id = :organisationId and c.id = :id`,
      place,
      'contract',
    );
    return { ...contract, revision };
  }

  /** Each decision and each withdrawal of one is a state of its own. */
  standingDecision(contractId: string, termNumber: number): Promise<Omit<StandingDecision, 'lastDay'>> {
    return this.database.one<Omit<StandingDecision, 'lastDay'>>(
      `
      select (count(*) + count(d.withdrawn_at))::integer as revision,
        max(d.decision) filter (where d.withdrawn_at is null) as decision,
        max(d.reason) filter (where d.withdrawn_at is null) as reason,
        max(d.by_name) filter (where d.withdrawn_at is null) as "by"
      from app.contract_decision d
      where d.organisation_id = :organisationId and d.contract_id = :contractId and d.term_number = :termNumber`,
      { organisationId: this.database.organisationId, contractId, termNumber },
    );
  }

  async insertDecision(
    contractId: string,
    { termNumber, decision, reason }: Omit<StoredDecision, 'id'>,
  ): Promise<void> {
    const row = { contractId, termNumber, decision, reason, ...this.by() };
    await this.database.insert(ContractDecisionEntity, row);
  }

  async withdrawDecision({ id }: Pick<StoredDecision, 'id'>, because: Withdrawal): Promise<void> {
    await this.database.update(
      ContractDecisionEntity,
      { id },
      { withdrawnAt: expression`app.now()`, withdrawnBecause: because },
    );
  }

  /**
   * What the contract says from now on. A decision about a term whose last day has moved no longer stands (DESIGN section
   * 5, rule 8), and a notice is weighed anew.
   */
  async writeTerms(
    contract: ContractInHand,
    terms: ContractTerms,
    signedOn = contract.signedOn,
  ): Promise<void> {
    await this.database.update(ContractEntity, { id: contract.id }, { terms, signedOn });
    const { notice } = contract;
    if (notice !== null && notice.acceptedOn === null) {
      await this.writeEffect(notice.id, noticeEffect(terms, contract.calendar, notice));
    }
    for (const decision of decisionsMoved(contract, terms)) {
      await this.withdrawDecision(decision, 'last-day-moved');
    }
  }

  async writeEffect(noticeId: string, { countedOn, ends, lateFor }: NoticeEffect): Promise<void> {
    await this.database.update(
      NoticeRecordEntity,
      { id: noticeId },
      {
        countedOn,
        termNumber: ends?.termNumber ?? null,
        endsOn: ends?.lastDay ?? null,
        lateFor: lateFor?.termNumber ?? null,
        lateEndsOn: lateFor?.lastDay ?? null,
      },
    );
  }

  by(): { readonly byMemberId: string; readonly byName: string } {
    const { actor } = this.database;
    if (actor.kind !== 'member') throw forbidden(say('term-decision.service.only-a-member-decides'));
    return { byMemberId: actor.memberId, byName: actor.name };
  }
}

function inHandNow(
  { signedOn, terms, notice, decisions }: Omit<TakenRow, 'revision'>,
  revision: number,
  details: ContractDetails,
): ContractNow {
  return {
    ...details,
    signedOn,
    terms,
    noticeSentOn: notice?.sentOn ?? null,
    noticeReceivedOn: notice?.receivedOn ?? null,
    noticeAcceptedOn: notice?.acceptedOn ?? null,
    decided: decisions.map(({ termNumber, decision }) => ({ termNumber, decision })),
    revision,
  };
}

/** A term as the contract has it on its own, before any notice; null where there is none of this number. */
export function termOf({ terms, calendar }: ContractInHand, number: number): Term | null {
  return termUnder(terms, calendar, number);
}

/** Of the terms that are kept, under the notice that stands; null where there is none of this number. */
export function keptTermOf({ terms, calendar, notice, today }: ContractInHand, number: number): Term | null {
  const under = termsUnderNotice(terms, notice);
  const { actionableTerm } = contractStanding(under, calendar, today, { stillServed: true });
  return keptSchedule(under, calendar, today, actionableTerm).find((term) => term.number === number) ?? null;
}

function termUnder(terms: ContractTerms, calendar: BusinessCalendar, number: number): Term | null {
  const schedule = openSchedule(terms, calendar, { until: NO_END });
  return number >= 1 && number <= schedule.count ? schedule.term(number) : null;
}

function decisionsMoved(contract: ContractInHand, terms: ContractTerms): readonly StoredDecision[] {
  return contract.decisions.filter(({ termNumber }) => {
    const before = termOf(contract, termNumber);
    const after = termUnder(terms, contract.calendar, termNumber);
    return before?.lastDay !== after?.lastDay;
  });
}
