import { Injectable } from '@nestjs/common';
import {
  addDays,
  FINDING_DAYS,
  findingDueOn,
  SEVERITIES,
  type IsoDate,
  type Severity,
} from '@countersign/domain';
import { Audit } from '../audit/audit';
import { asJson, Clock, Database } from '../platform';
import { ClauseReader } from './clause-reader';
import type { ClauseState } from './clause.dto';

interface StandingFinding {
  readonly id: string;
  readonly engagementId: string;
  readonly clause: string;
  readonly severity: Severity;
  readonly state: 'proposed' | 'open' | 'rejected' | 'closed';
  readonly closedBecause: 'verified' | 'no-longer-holds' | null;
  readonly dueOn: IsoDate;
}

type LackingClause = ClauseState & { readonly severity: Severity };

interface WantedFinding {
  readonly engagementId: string;
  readonly gap: LackingClause;
  /** The day from which the time to close it counts. */
  readonly from: IsoDate;
  readonly what: 'opened' | 'reopened' | 'weighed';
}

interface AuditLine {
  readonly engagementId: string;
  readonly what: string;
  readonly clauses: readonly string[];
}

/** Keeps the findings of source 'clause' in step with the gaps: opens, corrects and closes them. */
@Injectable()
export class ClauseFindings {
  constructor(
    private readonly database: Database,
    private readonly reader: ClauseReader,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async clauseFindings(engagementId: string): Promise<void> {
    await this.clauseFindingsOf([engagementId]);
  }

  async clauseFindingsOf(engagementIds: readonly string[]): Promise<void> {
    const today = await this.clock.today();
    const states = await this.reader.clauseStatesOfEngagements(engagementIds);
    const findings = await this.findingsOf(engagementIds);
    const wanted: WantedFinding[] = [];
    const ended: StandingFinding[] = [];
    for (const [engagementId, clauses] of states) {
      const known = findings.filter((finding) => finding.engagementId === engagementId);
      const gaps = clauses.filter(isLacking);
      wanted.push(...gaps.flatMap((gap) => wantedFor(engagementId, { gap, known, today })));
      ended.push(...known.filter(({ clause }) => !gaps.some((gap) => gap.clause === clause)).filter(isOpen));
    }
    await this.hold(wanted);
    await this.close(ended);
    await this.recordEach(wanted, ended);
  }

  private async hold(wanted: readonly WantedFinding[]): Promise<void> {
    if (wanted.length === 0) return;
    await this.database.query(
      `
      insert into app.finding
        (organisation_id, engagement_id, contract_id, source, occasion, clause, title, detail, citation,
         severity, severity_rank, state, due_on)
      select :organisationId, w."engagementId", w."contractId", 'clause', 'clause:' || w."clause", w."clause",
        w."title", w."detail", w."citation", w."severity", w."severityRank", 'open', w."dueOn"
      from jsonb_to_recordset(:wanted::jsonb) as w ("engagementId" uuid, "contractId" uuid, "clause" text,
        "title" text, "detail" text, "citation" text, "severity" text, "severityRank" integer, "dueOn" date)
      on conflict (organisation_id, engagement_id, occasion) do update set
        contract_id = excluded.contract_id,
        title = excluded.title,
        detail = excluded.detail,
        citation = excluded.citation,
        severity = excluded.severity,
        severity_rank = excluded.severity_rank,
        due_on = excluded.due_on,
        state = 'open',
        closed_at = null,
        closed_because = null`,
      { organisationId: this.database.organisationId, wanted: asJson(wanted.map(rowOf)) },
    );
  }

  private async close(ended: readonly StandingFinding[]): Promise<void> {
    if (ended.length === 0) return;
    await this.database.query(
      `
      update app.finding f
      set state = 'closed', closed_at = app.now(), closed_because = 'no-longer-holds'
      where f.organisation_id = :organisationId and f.id = any(:ids::uuid[])`,
      { organisationId: this.database.organisationId, ids: ended.map(({ id }) => id) },
    );
  }

  /** One line for each engagement and each thing that happened to its findings. */
  private async recordEach(
    wanted: readonly WantedFinding[],
    ended: readonly StandingFinding[],
  ): Promise<void> {
    const lines = new Map<string, AuditLine>();
    const note = (engagementId: string, what: string, clause: string) => {
      const key = `${engagementId} ${what}`;
      const line = lines.get(key) ?? { engagementId, what, clauses: [] };
      lines.set(key, { ...line, clauses: [...line.clauses, clause] });
    };
    for (const { engagementId, what, gap } of wanted) note(engagementId, what, gap.clause);
    for (const { engagementId, clause } of ended) note(engagementId, 'closed', clause);
    for (const { engagementId, what, clauses } of lines.values()) {
      await this.audit.record({
        what: `clause-findings.${what}`,
        object: { kind: 'engagement', id: engagementId },
        detail: { clauses },
      });
    }
  }

  private async findingsOf(engagementIds: readonly string[]): Promise<StandingFinding[]> {
    // In the order of ids, so that two changes at once take the locks in the same order.
    return this.database.query<StandingFinding>(
      `
      select f.id, f.engagement_id, f.clause, f.severity, f.state, f.closed_because, f.due_on
      from app.finding f
      where f.organisation_id = :organisationId
        and f.engagement_id = any(:engagementIds::uuid[])
        and f.source = 'clause'
      order by f.id
      for update`,
      { organisationId: this.database.organisationId, engagementIds },
    );
  }
}

function isLacking(state: ClauseState): state is LackingClause {
  return state.gap && state.severity !== null;
}

function isOpen({ state }: StandingFinding): boolean {
  return state === 'open' || state === 'proposed';
}

function wantedFor(
  engagementId: string,
  what: { readonly gap: LackingClause; readonly known: readonly StandingFinding[]; readonly today: IsoDate },
): WantedFinding[] {
  const { gap, known, today } = what;
  const finding = known.find(({ clause }) => clause === gap.clause);
  switch (finding?.state) {
    case undefined:
      return [{ engagementId, gap, from: today, what: 'opened' }];
    case 'proposed':
    case 'open': {
      if (finding.severity === gap.severity) return [];
      // Counted from the day it was found: more weight shortens the time, it does not start it again.
      const from = addDays(finding.dueOn, -FINDING_DAYS[finding.severity]);
      return [{ engagementId, gap, from, what: 'weighed' }];
    }
    case 'rejected':
      return [];
    case 'closed':
      // Somebody has verified that it is settled: the marks do not overrule them.
      if (finding.closedBecause === 'verified') return [];
      return [{ engagementId, gap, from: today, what: 'reopened' }];
  }
}

function rowOf({ engagementId, gap, from }: WantedFinding) {
  const reasons = [...new Set(gap.because.map(({ text }) => text))].join('; ');
  return {
    engagementId,
    contractId: gap.contractId,
    clause: gap.clause,
    title: `${gap.clause} ${gap.title}: not in the contract`,
    detail: `The clause is required: ${reasons}. In the contract: ${foundIn(gap)}.`,
    citation: gap.because.find(({ citation }) => citation !== null)?.citation ?? null,
    severity: gap.severity,
    // As for findings from answers: 0 is the worst.
    severityRank: SEVERITIES.indexOf(gap.severity),
    dueOn: findingDueOn(gap.severity, from),
  };
}

function foundIn({ status }: LackingClause): string {
  switch (status) {
    case 'present':
      return 'present';
    case 'partial':
      return 'partly there';
    case 'missing':
      return 'missing';
    case 'excepted':
      return 'excepted, and the exception has ended';
    case null:
      return 'nobody has marked it yet';
  }
}
