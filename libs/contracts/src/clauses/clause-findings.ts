import { Injectable } from '@nestjs/common';
import {
  addDays,
  FINDING_DAYS,
  findingDueOn,
  GROUND_STANDS,
  SEVERITIES,
  standsWithItsGround,
  type IsoDate,
  type Severity,
} from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { asJson, Clock, Database } from '@countersign/platform';
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
  readonly title: string;
  readonly knockout: boolean;
  readonly verdictNote: string | null;
  readonly verdictAt: string | null;
}

type LackingClause = ClauseState & { readonly severity: Severity };

interface WantedFinding {
  readonly engagementId: string;
  readonly gap: LackingClause;
  /** The day from which the time to close it counts. */
  readonly from: IsoDate;
  readonly what: 'opened' | 'reopened' | 'weighed' | 'overruled';
  /** The rejected one that stands all the same. */
  readonly overruled?: StandingFinding;
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
      ended.push(
        ...known.filter(({ clause }) => !gaps.some((gap) => gap.clause === clause)).filter(endsWithItsGround),
      );
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
        verdict_by = case when finding.state in ('rejected', 'closed') then null else finding.verdict_by end,
        verdict_note = case when finding.state in ('rejected', 'closed') then null else finding.verdict_note end,
        verdict_at = case when finding.state in ('rejected', 'closed') then null else finding.verdict_at end,
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
    for (const { engagementId, what, gap, overruled } of wanted) {
      if (overruled === undefined) note(engagementId, what, gap.clause);
      else await this.recordReopened(overruled);
    }
    for (const { engagementId, clause } of ended) note(engagementId, 'closed', clause);
    for (const { engagementId, what, clauses } of lines.values()) {
      await this.audit.record({
        what: `clause-findings.${what}`,
        object: { kind: 'engagement', id: engagementId },
        detail: { clauses },
      });
    }
  }

  private async recordReopened({ id, engagementId, title, verdictNote, verdictAt }: StandingFinding) {
    await this.audit.record({
      what: 'finding.reopened',
      object: { kind: 'engagement', id: engagementId },
      before: { state: 'rejected', note: verdictNote, rejectedAt: verdictAt },
      after: { findingId: id, title, because: GROUND_STANDS },
    });
  }

  private async findingsOf(engagementIds: readonly string[]): Promise<StandingFinding[]> {
    // In the order of ids, so that two changes at once take the locks in the same order.
    return this.database.query<StandingFinding>(
      `
      select f.id, f.engagement_id, f.clause, f.severity, f.state, f.closed_because, f.due_on, f.title,
        f.knockout, f.verdict_note, f.verdict_at
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

/** What nobody has judged, and what no verdict ends: a rejected ordinary one stays as it was left. */
function endsWithItsGround(finding: StandingFinding): boolean {
  const { state } = finding;
  return state === 'open' || state === 'proposed' || (state === 'rejected' && standsWithItsGround(finding));
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
      return [{ engagementId, gap, from: foundOn(finding), what: 'weighed' }];
    }
    case 'rejected':
      if (!standsWithItsGround(finding)) return [];
      return [{ engagementId, gap, from: foundOn(finding), what: 'overruled', overruled: finding }];
    case 'closed':
      // Somebody has verified that it is settled: the marks do not overrule them.
      if (finding.closedBecause === 'verified') return [];
      return [{ engagementId, gap, from: today, what: 'reopened' }];
  }
}

/** More weight, or a verdict that did not hold, shortens the time to close it and never starts it again. */
function foundOn({ dueOn, severity }: StandingFinding): IsoDate {
  return addDays(dueOn, -FINDING_DAYS[severity]);
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
