import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Clock,
  conflict,
  Database,
  expression,
  forbidden,
  invalid,
  notFound,
  say,
  type Words,
} from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDecisionEntity } from './contract-decision.entity';
import { ContractEntity } from './contract.entity';
import { NoticeRecordEntity } from './notice-record.entity';
import { noticeRecorded, termDecided } from './contract-kinds';
import type { DecideTerm, RecordNotice } from './contract-request.dto';
import type { Decision } from './contract-words';

interface TermOfContract {
  readonly contractId: string;
  readonly number: number;
}

interface StoredTerm {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly opensOn: IsoDate | null;
  readonly lastNoticeDay: IsoDate | null;
  readonly decision: Decision | null;
  readonly noticeSent: boolean;
}

/** Decisions belong to a term; a notice carries out the decision to end it. */
@Injectable()
export class TermDecisionService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
  ) {}

  async decideTerm(term: TermOfContract, { decision, reason }: DecideTerm): Promise<void> {
    const { lastDay, noticeSent, decision: before } = await this.lockTerm(term);
    if (lastDay < (await this.clock.today())) {
      throw conflict('term-over', say('refusal.term-over'));
    }
    if (noticeSent) {
      throw conflict('notice-sent', say('refusal.notice-sent'));
    }
    if (before !== null) await this.withdraw(term);
    await this.insertDecision(term, { decision, reason });
    await this.audit.record({
      what: 'contract.decided',
      object: { kind: 'contract', id: term.contractId },
      ...(before !== null && { before: { decision: before } }),
      after: { decision, reason },
      detail: { term: term.number },
    });
    await this.changes.follow([term.contractId], termDecided);
  }

  /** A notice in time ends the contract with the term: no later terms are left to warn of. */
  async recordNotice(term: TermOfContract, notice: RecordNotice): Promise<void> {
    const stored = await this.lockTerm(term);
    if (stored.noticeSent) throw conflict('notice-sent', say('term-decision.service.the-notice-for-this'));
    if (stored.decision !== 'end') {
      throw conflict('not-ending', say('refusal.not-ending'));
    }
    this.refuseUntimely(notice.sentOn, stored, await this.clock.today());
    await this.insertNotice(term, notice);
    await this.endWith(term.contractId, stored.lastDay);
    await this.audit.record({
      what: 'contract.notice-sent',
      object: { kind: 'contract', id: term.contractId },
      after: { sentOn: notice.sentOn, way: notice.way, proof: notice.proof, endsOn: stored.lastDay },
      detail: { term: term.number },
    });
    await this.changes.follow([term.contractId], noticeRecorded);
  }

  private refuseUntimely(
    sentOn: IsoDate,
    { opensOn, lastNoticeDay, lastDay }: StoredTerm,
    today: IsoDate,
  ): void {
    const refuse = (message: Words) => invalid([{ field: 'sentOn', message }]);
    if (sentOn > today) throw refuse(say('term-decision.not-sent-yet'));
    if (opensOn !== null && sentOn < opensOn) throw refuse(say('term-decision.too-early', { opensOn }));
    if (sentOn > (lastNoticeDay ?? lastDay)) {
      throw refuse(say('term-decision.too-late', { last: lastNoticeDay ?? lastDay }));
    }
  }

  private async lockTerm({ contractId, number }: TermOfContract): Promise<StoredTerm> {
    const { organisationId } = this.database;
    await this.database.one(
      `
      select c.id from app.contract c
      where c.organisation_id = :organisationId and c.id = :contractId
      for update`,
      { organisationId, contractId },
      'contract',
    );
    const term = await this.database.maybeOne<StoredTerm>(
      `
      select t.first_day, t.last_day, t.opens_on, t.last_notice_day, d.decision,
        exists (
          select from app.notice_record n
          where n.organisation_id = t.organisation_id and n.contract_id = t.contract_id
            and n.term_number = t.number
        ) as notice_sent
      from app.contract_term t
      left join app.contract_decision d
        on d.organisation_id = t.organisation_id and d.contract_id = t.contract_id
        and d.term_number = t.number and d.withdrawn_at is null
      where t.organisation_id = :organisationId and t.contract_id = :contractId and t.number = :number`,
      { organisationId, contractId, number },
    );
    if (term === null) throw notFound('term');
    return term;
  }

  private async withdraw({ contractId, number }: TermOfContract): Promise<void> {
    await this.database.update(
      ContractDecisionEntity,
      { contractId, termNumber: number, withdrawnAt: null },
      { withdrawnAt: expression`app.now()` },
    );
  }

  private async insertDecision(term: TermOfContract, { decision, reason }: DecideTerm): Promise<void> {
    const { contractId, number: termNumber } = term;
    await this.database.insert(ContractDecisionEntity, {
      contractId,
      termNumber,
      decision,
      reason,
      ...this.by(),
    });
  }

  private async insertNotice(term: TermOfContract, { sentOn, way, proof }: RecordNotice): Promise<void> {
    const { contractId, number: termNumber } = term;
    await this.database.insert(NoticeRecordEntity, {
      contractId,
      termNumber,
      sentOn,
      way,
      proof,
      ...this.by(),
    });
  }

  private async endWith(contractId: string, lastDay: IsoDate): Promise<void> {
    await this.database.update(
      ContractEntity,
      { id: contractId },
      {
        terms: expression`jsonb_set(terms, '{endedEarlyOn}', to_jsonb(${lastDay}::text))`,
        revision: expression`revision + 1`,
      },
    );
  }

  private by() {
    const { actor } = this.database;
    if (actor.kind !== 'member') throw forbidden(say('term-decision.service.only-a-member-decides'));
    return { byMemberId: actor.memberId, byName: actor.name };
  }
}
