import { Injectable } from '@nestjs/common';
import {
  amended,
  amendmentProblems,
  validateContractTerms,
  type Amendment,
  type ContractTerms,
  type IsoDate,
  type Notice,
} from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Clock, invalid, say } from '@countersign/platform';
import { refuseEnded } from './agreed-term.service';
import { AmendmentRecords } from './amendment-records';
import { ContractChanges } from './contract-changes';
import { ContractDesk } from './contract-desk';
import { MailedDates } from './mailed-dates';
import { contractAmended } from './contract-kinds';
import type { AmendContract, CorrectTerms } from './contract-request.dto';

/** What a contract says about its time: amended by both sides, or corrected where it was recorded wrongly or in part. */
@Injectable()
export class TermsService {
  constructor(
    private readonly desk: ContractDesk,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
    private readonly records: AmendmentRecords,
    private readonly mailed: MailedDates,
  ) {}

  async amend(contractId: string, { revision, ...given }: AmendContract): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    refuseEnded(contract);
    const amendment: Amendment = { ...given, notice: given.notice as Notice | null };
    const problems = amendmentProblems(contract, amendment);
    if (problems.length > 0) throw invalid(problems);
    const terms = amended(contract.terms, amendment);
    const mailed = await this.mailed.before(contractId);
    await this.desk.writeTerms(contract, terms);
    await this.records.follow(contractId, terms);
    await this.audit.record({
      what: 'contract.amended',
      object: { kind: 'contract', id: contractId },
      after: { ...amendment },
    });
    await this.changes.follow([contractId], contractAmended);
    await this.mailed.tell(contractId, mailed);
  }

  /** Terms that were agreed one by one have a place of their own and stay as they are. */
  async correct(
    contractId: string,
    { signedOn, terms: given, reason, revision }: CorrectTerms,
  ): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    refuseUnsigned(signedOn, contract.today);
    const { agreedTerms } = contract.terms;
    const terms = { ...readTerms(given), ...(agreedTerms !== undefined && { agreedTerms }) };
    const mailed = await this.mailed.before(contractId);
    await this.desk.writeTerms(contract, terms, signedOn);
    await this.records.follow(contractId, terms, reason);
    await this.audit.record({
      what: 'contract.terms-corrected',
      object: { kind: 'contract', id: contractId },
      before: { signedOn: contract.signedOn, terms: contract.terms },
      after: { signedOn, terms, reason },
    });
    await this.changes.follow([contractId], contractAmended);
    await this.mailed.tell(contractId, mailed);
  }

  /** Those that are recorded together with their contract. */
  async recordAmendments(contractId: string, terms: ContractTerms): Promise<void> {
    if (terms.amendments.length > 0) await this.records.follow(contractId, terms);
  }

  async requireSignedByToday(signedOn: string | null): Promise<void> {
    refuseUnsigned(signedOn, await this.clock.today());
  }
}

function refuseUnsigned(signedOn: IsoDate | null, today: IsoDate): void {
  if (signedOn === null || signedOn <= today) return;
  throw invalid([{ field: 'signedOn', message: say('contract.service.a-contract-is-signed') }]);
}

export function readTerms(value: unknown): ContractTerms {
  const problems = validateContractTerms(value);
  if (problems.length > 0) {
    throw invalid(
      problems.map(({ field, message }) => ({ field: field === '' ? 'terms' : `terms.${field}`, message })),
    );
  }
  const terms = value as ContractTerms;
  return { ...terms, agreedRenewals: terms.agreedRenewals ?? 0 };
}
