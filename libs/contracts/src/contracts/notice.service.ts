import { Injectable } from '@nestjs/common';
import { noticeEffect, type IsoDate, type NoticeEffect } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { conflict, Database, expression, invalid, notFound, say, type Words } from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDesk, type ContractInHand, type StoredNotice } from './contract-desk';
import { noticeRecorded } from './contract-kinds';
import type { AcceptLateNotice, RecordNotice, RecordReceipt, WithdrawNotice } from './contract-request.dto';
import { NoticeRecordEntity } from './notice-record.entity';

interface NoticeOfContract {
  readonly contractId: string;
  readonly noticeId: string;
}

/** A notice ends the first term whose last notice day it meets, and is kept whatever becomes of it. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly database: Database,
    private readonly desk: ContractDesk,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
  ) {}

  /** Once it has been sent. Where nobody has decided to end the term that it ends, its reason is that decision's. */
  async recordNotice(contractId: string, { revision, ...notice }: RecordNotice): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    if (contract.notice !== null) {
      throw conflict('notice-sent', say('notice.service.a-notice-is-recorded'));
    }
    refuseOutOfBounds(contract, notice);
    const effect = noticeEffect(contract.terms, contract.calendar, notice);
    refuseWithoutEffect(effect);
    const ends = effect.ends ?? effect.lateFor;
    await this.decideToEnd(contract, ends?.termNumber ?? 1, notice.reason);
    const { sentOn, receivedOn, way, proof } = notice;
    const { id } = await this.database.insert(
      NoticeRecordEntity,
      { contractId, sentOn, receivedOn, way, proof, termNumber: null, ...this.desk.by() },
      ['id'],
    );
    await this.desk.writeEffect(id, effect);
    await this.told(contractId, 'contract.notice-sent', { sentOn, receivedOn, way, proof, ...endOf(effect) });
  }

  /** What was late may turn out to have been in time, and the other way round. */
  async recordReceipt(of: NoticeOfContract, { receivedOn, proof, revision }: RecordReceipt): Promise<void> {
    const contract = await this.desk.take(of.contractId, revision);
    const notice = standing(contract, of);
    refuseReceiptOutOfBounds({ sentOn: notice.sentOn, receivedOn }, contract.today);
    await this.database.update(
      NoticeRecordEntity,
      { id: notice.id },
      { receivedOn, ...(proof !== null && { proof }) },
    );
    const effect = noticeEffect(contract.terms, contract.calendar, { ...notice, receivedOn });
    if (notice.acceptedOn === null) await this.moveTo(contract, notice, effect);
    await this.told(of.contractId, 'contract.notice-received', { receivedOn, proof, ...endOf(effect) });
  }

  /** The other side lets it end the term for which it came too late. */
  async acceptLateNotice(
    of: NoticeOfContract,
    { acceptedOn, note, revision }: AcceptLateNotice,
  ): Promise<void> {
    const contract = await this.desk.take(of.contractId, revision);
    const notice = standing(contract, of);
    const { lateFor: termNumber, lateEndsOn: endsOn } = notice;
    if (termNumber === null || endsOn === null || notice.acceptedOn !== null) {
      throw conflict('notice-not-late', say('refusal.notice-not-late'));
    }
    if (acceptedOn < notice.sentOn || acceptedOn > contract.today) {
      throw invalid([
        {
          field: 'acceptedOn',
          message: say('notice.service.give-a-day-from', { sentOn: notice.sentOn }),
        },
      ]);
    }
    await this.moveDecision(contract, notice.termNumber ?? termNumber, termNumber);
    await this.database.update(
      NoticeRecordEntity,
      { id: notice.id },
      { acceptedOn, acceptance: note, termNumber, endsOn },
    );
    await this.told(of.contractId, 'contract.notice-accepted', { acceptedOn, note, endsOn });
  }

  /** It stays in the list with the reason; the term is to be decided about again. */
  async withdrawNotice(of: NoticeOfContract, { reason, revision }: WithdrawNotice): Promise<void> {
    const contract = await this.desk.take(of.contractId, revision);
    const notice = standing(contract, of);
    const { byName: withdrawnByName } = this.desk.by();
    await this.database.update(
      NoticeRecordEntity,
      { id: notice.id },
      { withdrawnAt: expression`app.now()`, withdrawnReason: reason, withdrawnByName },
    );
    const number = notice.termNumber ?? notice.lateFor;
    const decision = contract.decisions.find((one) => one.termNumber === number && one.decision === 'end');
    if (decision !== undefined) await this.desk.withdrawDecision(decision, 'notice-withdrawn');
    await this.told(of.contractId, 'contract.notice-withdrawn', { reason });
  }

  private async decideToEnd(
    contract: ContractInHand,
    termNumber: number,
    given: string | null,
  ): Promise<void> {
    const before = contract.decisions.find((one) => one.termNumber === termNumber);
    if (before?.decision === 'end') return;
    if (given === null) {
      throw invalid([{ field: 'reason', message: say('notice.service.give-the-reason-nobody') }]);
    }
    if (before !== undefined) await this.desk.withdrawDecision(before, 'replaced');
    await this.desk.insertDecision(contract.id, { termNumber, decision: 'end', reason: given });
  }

  private async moveTo(contract: ContractInHand, notice: StoredNotice, effect: NoticeEffect): Promise<void> {
    const from = notice.termNumber ?? notice.lateFor;
    const to = effect.ends?.termNumber ?? effect.lateFor?.termNumber ?? from;
    if (from !== null && to !== null) await this.moveDecision(contract, from, to);
    await this.desk.writeEffect(notice.id, effect);
  }

  /** The reason goes with the term that ends. */
  private async moveDecision(contract: ContractInHand, from: number, to: number): Promise<void> {
    const decided = contract.decisions.find((one) => one.termNumber === from && one.decision === 'end');
    const before = contract.decisions.find((one) => one.termNumber === to);
    if (from === to || decided === undefined) return;
    if (before !== undefined) await this.desk.withdrawDecision(before, 'replaced');
    await this.desk.withdrawDecision(decided, 'replaced');
    await this.desk.insertDecision(contract.id, { ...decided, termNumber: to });
  }

  private async told(
    contractId: string,
    what: string,
    after: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await this.audit.record({ what, object: { kind: 'contract', id: contractId }, after });
    await this.changes.follow([contractId], noticeRecorded);
  }
}

function standing({ notice }: ContractInHand, { noticeId }: NoticeOfContract): StoredNotice {
  if (notice === null || notice.id !== noticeId) throw notFound('notice');
  return notice;
}

function endOf({ ends, lateFor }: NoticeEffect) {
  return { endsOn: ends?.lastDay ?? null, lateFor: lateFor?.termNumber ?? null };
}

/** A notice is sent from signing to today (DESIGN section 5, rule 9). */
function refuseOutOfBounds(
  { signedOn, today }: ContractInHand,
  { sentOn, receivedOn }: Pick<RecordNotice, 'sentOn' | 'receivedOn'>,
): void {
  const refuse = (message: Words) => invalid([{ field: 'sentOn', message }]);
  if (sentOn > today) throw refuse(say('term-decision.not-sent-yet'));
  if (signedOn === null) {
    throw refuse(say('notice.service.this-contract-is-not'));
  }
  if (sentOn < signedOn) {
    throw refuse(say('notice.service.this-contract-was-signed', { signedOn }));
  }
  if (receivedOn !== null) refuseReceiptOutOfBounds({ sentOn, receivedOn }, today);
}

function refuseReceiptOutOfBounds(
  { sentOn, receivedOn }: { readonly sentOn: IsoDate; readonly receivedOn: IsoDate },
  today: IsoDate,
): void {
  if (receivedOn >= sentOn && receivedOn <= today) return;
  const message = say('notice.service.a-receipt-lies-between', { sentOn });
  throw invalid([{ field: 'receivedOn', message }]);
}

/** One that came too late is kept: the other side may accept it. */
function refuseWithoutEffect({ because, ends, opensOn }: NoticeEffect): void {
  const refuse = (message: Words) => invalid([{ field: 'sentOn', message }]);
  switch (because) {
    case 'in-time':
    case 'late':
      return;
    case 'before-window':
      throw refuse(say('notice.service.the-notice-window-of', { opensOn: opensOn ?? '' }));
    case 'ends-anyway':
      throw refuse(say('notice.service.this-contract-ends-by', { lastDay: ends?.lastDay ?? '' }));
    case 'nothing-to-end':
      throw refuse(say('notice.service.this-contract-was-over'));
    case 'not-known':
      throw refuse(say('notice.service.how-much-notice-this'));
  }
}
