import { Injectable } from '@nestjs/common';
import { CL_01, cite, isIsoDate, type IsoDate } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Clock,
  Database,
  expression,
  forbidden,
  invalid,
  notFound,
  trimmedText,
  say,
  type FieldProblem,
} from '@countersign/platform';
import { ClauseLibraries } from './clause-libraries';
import type { MarkClause } from './clause.dto';
import { ClauseFindingEntity } from './clause-finding.entity';

interface ClauseInContract {
  readonly contractId: string;
  readonly clause: string;
}

/** Null in every part that the status gives no meaning to. */
type Mark = Pick<MarkClause, 'status' | 'quote' | 'page' | 'exceptionUntil' | 'exceptionReason'>;

/** What members find in a contract about each clause. */
@Injectable()
export class ClauseMarks {
  constructor(
    private readonly database: Database,
    private readonly libraries: ClauseLibraries,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async markClause({ contractId, clause }: ClauseInContract, wanted: MarkClause): Promise<void> {
    const { clauses } = await this.libraries.latest();
    if (!clauses.some(({ id }) => id === clause)) throw notFound('clause');
    const problems = problemsOf(wanted, await this.clock.today());
    if (problems.length > 0) throw invalid(problems);
    const mark = meaningful(wanted);
    const before = await this.find({ contractId, clause });
    await this.save({ contractId, clause }, mark);
    const label = clause === CL_01 && mark.status === 'excepted';
    await this.audit.record({
      what: 'clause.marked',
      object: { kind: 'contract', id: contractId },
      ...(before !== null && { before: { ...before } }),
      after: { ...mark },
      detail: { clause, ...(label && { nonCompliance: cite('17.03(2)(f)2') }) },
    });
  }

  private async find({ contractId, clause }: ClauseInContract): Promise<Mark | null> {
    return this.database.maybeOne<Mark>(
      `
      select f.status, f.quote, f.page, f.exception_until, f.exception_reason
      from app.clause_finding f
      where f.organisation_id = :organisationId and f.contract_id = :contractId and f.clause = :clause`,
      { organisationId: this.database.organisationId, contractId, clause },
    );
  }

  private async save({ contractId, clause }: ClauseInContract, mark: Mark): Promise<void> {
    const { actor } = this.database;
    if (actor.kind !== 'member') throw forbidden(say('clause-marks.only-a-member-marks'));
    await this.database.put(
      ClauseFindingEntity,
      { contractId, clause },
      {
        status: mark.status,
        quote: mark.quote,
        page: mark.page,
        exceptionUntil: mark.exceptionUntil,
        exceptionReason: mark.exceptionReason,
        byMemberId: actor.memberId,
        byName: actor.name,
        at: expression`app.now()`,
      },
    );
  }
}

function problemsOf(mark: MarkClause, today: IsoDate): FieldProblem[] {
  switch (mark.status) {
    case 'present':
    case 'partial':
      return isBlank(mark.quote) ? [{ field: 'quote', message: say('clause-marks.quote-the-words-of') }] : [];
    case 'missing':
      return [];
    case 'excepted': {
      const until = mark.exceptionUntil;
      const ends = isIsoDate(until) && until > today;
      return [
        ...(ends ? [] : [{ field: 'exceptionUntil', message: say('clause-marks.an-exception-ends-on') }]),
        ...(isBlank(mark.exceptionReason)
          ? [{ field: 'exceptionReason', message: say('clause-marks.an-exception-needs-a') }]
          : []),
      ];
    }
  }
}

function meaningful({ status, quote, page, exceptionUntil, exceptionReason }: MarkClause): Mark {
  const quoted = status === 'present' || status === 'partial';
  const excepted = status === 'excepted';
  return {
    status,
    quote: quoted ? trimmedOrNull(quote) : null,
    page: quoted ? page : null,
    exceptionUntil: excepted ? exceptionUntil : null,
    exceptionReason: excepted ? trimmedOrNull(exceptionReason) : null,
  };
}

const trimmedOrNull = (text: string | null) => (text === null ? null : trimmedText(text));

function isBlank(text: string | null): boolean {
  return text === null || trimmedText(text) === '';
}
