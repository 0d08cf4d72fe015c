import { Injectable } from '@nestjs/common';
import {
  contractStanding,
  termsUnderNotice,
  type ContractStanding,
  type ContractTerms,
  type IsoDate,
  type StandingNotice,
} from '@countersign/domain';
import { Ledger, type MailLine } from '@countersign/notifications';
import { Database } from '@countersign/platform';
import type {
  AgreedTermLine,
  AmendmentLine,
  ContractTerm,
  CoveredService,
  TermDecision,
  TermNotice,
} from './contract.dto';
import type { ContractDocument } from '../documents/document.dto';
import { ContractCalendar } from './contract-calendar';
import type { ContractTermEntity } from './contract-term.entity';

interface StandingParts {
  readonly terms: ContractTerms;
  readonly notice: StandingNotice | null;
  readonly stillServed: boolean;
}

type StoredTerm = Pick<ContractTermEntity, keyof Omit<ContractTerm, 'current' | 'actionable'>>;

/** The lists inside a contract, each one statement. */
@Injectable()
export class ContractParts {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly calendar: ContractCalendar,
  ) {}

  async standingOf({ terms, notice, stillServed }: StandingParts, today: IsoDate): Promise<ContractStanding> {
    const { holidays } = await this.calendar.calendar();
    return contractStanding(termsUnderNotice(terms, notice), { holidays }, today, { stillServed });
  }

  mailOf(contractId: string): Promise<MailLine[]> {
    return this.ledger.historyOf(contractId);
  }

  async scheduleOf(
    contractId: string,
    { currentTerm, actionableTerm }: Pick<ContractStanding, 'currentTerm' | 'actionableTerm'>,
  ): Promise<ContractTerm[]> {
    const terms = await this.database.query<StoredTerm>(
      `
      select t.number, t.first_day, t.last_day, t.opens_on, t.send_from, t.last_notice_day, t.last_send_day, t.ending
      from app.contract_term t
      where t.organisation_id = :organisationId and t.contract_id = :contractId
      order by t.number`,
      this.of(contractId),
    );
    return terms.map((term) => ({
      ...term,
      current: term.number === currentTerm?.number,
      actionable: term.number === actionableTerm?.number,
    }));
  }

  engagementsOf(contractId: string): Promise<CoveredService[]> {
    return this.database.query<CoveredService>(
      `
      select e.id, e.name
      from app.contract_engagement ce
      join app.engagement e on e.organisation_id = ce.organisation_id and e.id = ce.engagement_id
      where ce.organisation_id = :organisationId and ce.contract_id = :contractId
      order by lower(e.name), e.id`,
      this.of(contractId),
    );
  }

  /** Those that were replaced too, each after the one before it. */
  decisionsOf(contractId: string): Promise<TermDecision[]> {
    return this.database.query<TermDecision>(
      `
      select d.term_number, d.decision, d.reason, d.by_name as "by", d.at, d.withdrawn_at,
        d.withdrawn_because,
        (count(*) over of_term + count(d.withdrawn_at) over of_term)::integer as revision
      from app.contract_decision d
      where d.organisation_id = :organisationId and d.contract_id = :contractId
      window of_term as (partition by d.term_number)
      order by d.term_number, d.at, d.id`,
      this.of(contractId),
    );
  }

  noticesOf(contractId: string): Promise<TermNotice[]> {
    return this.database.query<TermNotice>(
      `
      select n.id, n.term_number, n.sent_on, n.received_on, n.counted_on, n.ends_on, n.late_for, n.late_ends_on,
        n.accepted_on, n.acceptance, n.way, n.proof, n.by_name as "by", n.withdrawn_at, n.withdrawn_reason,
        n.withdrawn_by_name as withdrawn_by
      from app.notice_record n
      where n.organisation_id = :organisationId and n.contract_id = :contractId
      order by n.at, n.id`,
      this.of(contractId),
    );
  }

  agreedTermsOf(contractId: string): Promise<AgreedTermLine[]> {
    return this.database.query<AgreedTermLine>(
      `
      select a.id, a.position, a.last_day, a.signed_on, a.document, a.by_name as "by", a.at, a.withdrawn_at,
        a.withdrawn_reason
      from app.agreed_term a
      where a.organisation_id = :organisationId and a.contract_id = :contractId
      order by a.position, a.at, a.id`,
      this.of(contractId),
    );
  }

  /** In the order in which they rule; those that a correction left out too. */
  amendmentsOf(contractId: string): Promise<AmendmentLine[]> {
    return this.database.query<AmendmentLine>(
      `
      select a.id, (a.amendment ->> 'fromTerm')::int as from_term, a.amendment ->> 'agreedOn' as agreed_on,
        a.amendment ->> 'lastDay' as last_day, (a.amendment ->> 'renewalMonths')::int as renewal_months,
        nullif(a.amendment -> 'notice', 'null') as notice, coalesce((a.amendment ->> 'reopens')::boolean, false) as reopens,
        a.by_name as "by", a.at, a.withdrawn_at, a.withdrawn_reason
      from app.contract_amendment a
      where a.organisation_id = :organisationId and a.contract_id = :contractId
      order by a.amendment ->> 'agreedOn', a.at, a.id`,
      this.of(contractId),
    );
  }

  documentsOf(contractId: string): Promise<ContractDocument[]> {
    return this.database.query<ContractDocument>(
      `
      select d.id,
        case when d.notice_id is not null then 'notice' when d.agreed_term_id is not null then 'agreed-term'
          else 'amendment' end as about,
        coalesce(d.notice_id, d.agreed_term_id, d.amendment_id) as "of", d.name, d.size::float8 as size, d.unopened,
        d.by_name as "by", d.at, d.withdrawn_at, d.withdrawn_reason, d.withdrawn_by_name as withdrawn_by
      from app.contract_document d
      where d.organisation_id = :organisationId and d.contract_id = :contractId
      order by d.at, d.id`,
      this.of(contractId),
    );
  }

  private of(contractId: string) {
    return { organisationId: this.database.organisationId, contractId };
  }
}
