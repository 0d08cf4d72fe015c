import { Injectable } from '@nestjs/common';
import { agreedTermProblems, nextAgreedFrom, type AgreedTerm } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Clock, conflict, Database, expression, invalid, notFound, say } from '@countersign/platform';
import { AgreedTermEntity } from './agreed-term.entity';
import { ContractChanges } from './contract-changes';
import { ContractDesk, type ContractInHand } from './contract-desk';
import { contractAmended } from './contract-kinds';
import { MailedDates } from './mailed-dates';
import type { AgreeTerm, CorrectAgreedTerm, WithdrawAgreedTerm } from './contract-request.dto';

interface AgreedPlace {
  readonly contractId: string;
  readonly position: number;
}

type SignedTerm = Pick<AgreeTerm, 'lastDay' | 'signedOn' | 'document'>;

/** Further terms that both sides have signed, one after another; what one of them replaced is kept. */
@Injectable()
export class AgreedTermService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly desk: ContractDesk,
    private readonly audit: Audit,
    private readonly changes: ContractChanges,
    private readonly mailed: MailedDates,
  ) {}

  async agree(contractId: string, { revision, ...term }: AgreeTerm): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    refuseEnded(contract);
    const position = agreedTermsOf(contract).length + 1;
    refuseUnfitting(contract, term, position);
    await this.insert({ contractId, position }, term);
    await this.write(contract, [...agreedTermsOf(contract), inTerms(term)], {
      what: 'contract.term-agreed',
      after: { ...term },
    });
  }

  async correct(
    { contractId, position }: AgreedPlace,
    { reason, revision, ...term }: CorrectAgreedTerm,
  ): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    refuseEnded(contract);
    const terms = agreedTermsOf(contract);
    const before = terms[position - 1];
    if (before === undefined) throw notFound('term');
    refuseUnfitting(contract, term, position);
    await this.withdrawRow({ contractId, position }, reason);
    await this.insert({ contractId, position }, term);
    await this.write(contract, terms.with(position - 1, inTerms(term)), {
      what: 'contract.agreed-term-corrected',
      before: { ...before },
      after: { ...term, reason },
    });
  }

  /** Only the last: those after it begin where it ends. */
  async withdraw(
    { contractId, position }: AgreedPlace,
    { reason, revision }: WithdrawAgreedTerm,
  ): Promise<void> {
    const contract = await this.desk.take(contractId, revision);
    refuseEnded(contract);
    const terms = agreedTermsOf(contract);
    const before = terms[position - 1];
    if (before === undefined) throw notFound('term');
    if (position < terms.length) {
      throw conflict('not-the-last-term', say('refusal.not-the-last-term'));
    }
    await this.withdrawRow({ contractId, position }, reason);
    await this.write(contract, terms.slice(0, -1), {
      what: 'contract.agreed-term-withdrawn',
      before: { ...before },
      after: { reason },
    });
  }

  async requireSignedByToday(terms: readonly AgreedTerm[] = []): Promise<void> {
    const today = await this.clock.today();
    const problems = terms.flatMap(({ signedOn }, index) =>
      signedOn <= today
        ? []
        : [
            {
              field: `terms.agreedTerms.${index}.signedOn`,
              message: say('agreed-term.service.a-term-is-recorded'),
            },
          ],
    );
    if (problems.length > 0) throw invalid(problems);
  }

  /** Those that are recorded together with their contract. */
  async insertAll(contractId: string, terms: readonly AgreedTerm[]): Promise<void> {
    for (const [index, term] of terms.entries()) {
      await this.insert({ contractId, position: index + 1 }, { ...term, document: null });
    }
  }

  private async insert({ contractId, position }: AgreedPlace, term: SignedTerm): Promise<void> {
    const { lastDay, signedOn, document } = term;
    const row = { contractId, position, lastDay, signedOn, document, ...this.desk.by() };
    await this.database.insert(AgreedTermEntity, row);
  }

  private async withdrawRow({ contractId, position }: AgreedPlace, reason: string): Promise<void> {
    await this.database.update(
      AgreedTermEntity,
      { contractId, position, withdrawnAt: null },
      { withdrawnAt: expression`app.now()`, withdrawnReason: reason },
    );
  }

  private async write(
    contract: ContractInHand,
    agreedTerms: readonly AgreedTerm[],
    told: {
      readonly what: string;
      readonly before?: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    },
  ): Promise<void> {
    const { id } = contract;
    const mailed = await this.mailed.before(id);
    await this.desk.writeTerms(contract, { ...contract.terms, agreedTerms });
    await this.audit.record({ object: { kind: 'contract', id }, ...told });
    await this.changes.follow([id], contractAmended);
    // A further term corrects nothing: what was mailed of the one before it was right.
    await this.mailed.tell(id, told.before === undefined ? { ...mailed, dates: [] } : mailed);
  }
}

const agreedTermsOf = ({ terms }: ContractInHand): readonly AgreedTerm[] => terms.agreedTerms ?? [];
const inTerms = ({ lastDay, signedOn }: AgreedTerm): AgreedTerm => ({ lastDay, signedOn });

/** Who goes on after a notice withdraws it first: the trail then says why it no longer counts. */
export function refuseEnded({ notice }: ContractInHand): void {
  if (notice === null) return;
  throw conflict('notice-sent', say('agreed-term.service.a-notice-to-end'));
}

function refuseUnfitting(contract: ContractInHand, term: AgreedTerm, position: number): void {
  if (position === 1 && nextAgreedFrom(contract) === null) {
    throw conflict('renews-by-itself', say('refusal.renews-by-itself'));
  }
  const problems = agreedTermProblems(contract, term, position);
  if (problems.length > 0) throw invalid(problems);
}
