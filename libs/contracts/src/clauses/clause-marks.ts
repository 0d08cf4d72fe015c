import { Injectable } from '@nestjs/common';
import { isIsoDate, type IsoDate } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Clock,
  Database,
  expression,
  forbidden,
  invalid,
  notFound,
  refuseStale,
  trimmedText,
  say,
  type FieldProblem,
} from '@countersign/platform';
import { ClauseLibraries } from './clause-libraries';
import { ClauseReader } from './clause-reader';
import type { ExceptClause, MarkClause, StandingMark } from './clause.dto';
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
    private readonly reader: ClauseReader,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** What a reading of the contract finds; to except a clause that a law requires is not among it. */
  async markClause(place: ClauseInContract, wanted: MarkClause): Promise<void> {
    await this.requireClause(place);
    const problems = problemsOf(wanted, await this.clock.today());
    if (problems.length > 0) throw invalid(problems);
    if (wanted.status === 'excepted' && (await this.lawsOf(place)).length > 0) {
      throw forbidden(say('clause-marks.a-law-requires-this'));
    }
    await this.record(place, meaningful(wanted), wanted.revision);
  }

  /** Accepts for a time that the clause is lacking. */
  async exceptClause(place: ClauseInContract, { until, reason, revision }: ExceptClause): Promise<void> {
    await this.requireClause(place);
    const problems = exceptionProblems(
      { until, reason },
      { until: 'until', reason: 'reason', today: await this.clock.today() },
    );
    if (problems.length > 0) throw invalid(problems);
    await this.record(
      place,
      {
        status: 'excepted',
        quote: null,
        page: null,
        exceptionUntil: until,
        exceptionReason: trimmedText(reason),
      },
      revision,
    );
  }

  private async requireClause({ clause }: ClauseInContract): Promise<void> {
    const { clauses } = await this.libraries.latest();
    if (!clauses.some(({ id }) => id === clause)) throw notFound('clause');
  }

  private async record(place: ClauseInContract, mark: Mark, seen: number): Promise<void> {
    const { contractId, clause } = place;
    const laws = mark.status === 'excepted' ? await this.lawsOf(place) : [];
    const present = await this.present(place);
    refuseStale(present, seen);
    await this.save(place, mark, present.revision + 1);
    await this.audit.record({
      what: 'clause.marked',
      object: { kind: 'contract', id: contractId },
      ...(present.status !== null && { before: markOf(present) }),
      after: { ...mark },
      detail: { clause, ...(laws.length > 0 && { nonCompliance: laws.join('; ') }) },
    });
  }

  /** The laws that require the clause of this contract: an exception is non-compliance with each. */
  private async lawsOf({ contractId, clause }: ClauseInContract): Promise<string[]> {
    const states = await this.reader.clauseStatesOfContract(contractId);
    const state = states.find((one) => one.clause === clause);
    if (state?.byLaw !== true) return [];
    return [...new Set(state.because.flatMap(({ citation }) => citation ?? []))];
  }

  /** The contract is locked first, so that of two marks the second sees the first. */
  private async present({ contractId, clause }: ClauseInContract): Promise<StandingMark> {
    const { organisationId } = this.database;
    await this.database.one(
      `
      select c.id
      from app.contract c
      where c.organisation_id = :organisationId and c.id = :contractId
      for update`,
      { organisationId, contractId },
      'contract',
    );
    const found = await this.database.maybeOne<StandingMark>(
      `
      select f.status, f.quote, f.page, f.exception_until, f.exception_reason, f.by_name as marked_by, f.revision
      from app.clause_finding f
      where f.organisation_id = :organisationId and f.contract_id = :contractId and f.clause = :clause`,
      { organisationId, contractId, clause },
    );
    return found ?? UNMARKED;
  }

  private async save({ contractId, clause }: ClauseInContract, mark: Mark, revision: number): Promise<void> {
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
        revision,
      },
    );
  }
}

const UNMARKED: StandingMark = {
  revision: 0,
  status: null,
  quote: null,
  page: null,
  exceptionUntil: null,
  exceptionReason: null,
  markedBy: null,
};

const markOf = ({ status, quote, page, exceptionUntil, exceptionReason }: StandingMark) => ({
  status,
  quote,
  page,
  exceptionUntil,
  exceptionReason,
});

function problemsOf(mark: Mark, today: IsoDate): FieldProblem[] {
  switch (mark.status) {
    case 'present':
    case 'partial':
      return isBlank(mark.quote) ? [{ field: 'quote', message: say('clause-marks.quote-the-words-of') }] : [];
    case 'missing':
      return [];
    case 'excepted':
      return exceptionProblems(
        { until: mark.exceptionUntil, reason: mark.exceptionReason },
        { until: 'exceptionUntil', reason: 'exceptionReason', today },
      );
  }
}

function exceptionProblems(
  { until, reason }: { readonly until: string | null; readonly reason: string | null },
  fields: { readonly until: string; readonly reason: string; readonly today: IsoDate },
): FieldProblem[] {
  const ends = isIsoDate(until) && until > fields.today;
  return [
    ...(ends ? [] : [{ field: fields.until, message: say('clause-marks.an-exception-ends-on') }]),
    ...(isBlank(reason) ? [{ field: fields.reason, message: say('clause-marks.an-exception-needs-a') }] : []),
  ];
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
