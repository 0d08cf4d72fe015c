import { Injectable } from '@nestjs/common';
import { mayRenewUntilFurtherNotice } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { conflict, invalid, notFound, refuseStale, say, stale } from '@countersign/platform';
import { ContractChanges } from './contract-changes';
import { ContractDesk, keptTermOf } from './contract-desk';
import { termDecided } from './contract-kinds';
import type { DecideTerm } from './contract-request.dto';

interface TermOfContract {
  readonly contractId: string;
  readonly number: number;
}

/** Decisions belong to a term; the last one counts, and those that it replaces are kept. */
@Injectable()
export class TermDecisionService {
  constructor(
    private readonly desk: ContractDesk,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
  ) {}

  async decideTerm(
    { contractId, number }: TermOfContract,
    { decision, reason, revision, lastDay }: DecideTerm,
  ): Promise<void> {
    const contract = await this.desk.take(contractId, null);
    if (contract.notice !== null && contract.notice.endsOn !== null) {
      throw conflict('notice-sent', say('term-decision.service.the-notice-that-ends'));
    }
    const term = keptTermOf(contract, number);
    if (term === null) throw notFound('term');
    if (term.lastDay < contract.today) {
      throw conflict('term-over', say('refusal.term-over'));
    }
    const standing = {
      ...(await this.desk.standingDecision(contractId, number)),
      lastDay: term.lastDay,
    };
    refuseStale(standing, revision);
    if (lastDay !== term.lastDay) throw stale(standing);
    if (decision === 'until-further-notice') refuseOpenRenewal(contract.terms, term.ending);
    const before = contract.decisions.find(({ termNumber }) => termNumber === number);
    if (before !== undefined) await this.desk.withdrawDecision(before, 'replaced');
    await this.desk.insertDecision(contractId, { termNumber: number, decision, reason });
    await this.audit.record({
      what: 'contract.decided',
      object: { kind: 'contract', id: contractId },
      ...(before !== undefined && { before: { decision: before.decision } }),
      after: { decision, reason },
      detail: { term: number },
    });
    await this.changes.follow([contractId], termDecided);
  }
}

function refuseOpenRenewal(terms: Parameters<typeof mayRenewUntilFurtherNotice>[0], ending: string): void {
  if (ending === 'renews' && mayRenewUntilFurtherNotice(terms)) return;
  throw invalid([
    {
      field: 'decision',
      message: say('term-decision.service.only-a-contract-that'),
    },
  ]);
}
