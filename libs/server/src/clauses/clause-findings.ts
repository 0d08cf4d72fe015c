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
import { Clock, Database } from '../platform';
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
    for (const [engagementId, clauses] of states) {
      const known = findings.filter((finding) => finding.engagementId === engagementId);
      const gaps = clauses.filter(isLacking);
      for (const gap of gaps) {
        const finding = known.find(({ clause }) => clause === gap.clause) ?? null;
        await this.holdGap(engagementId, { gap, finding, today });
      }
      const ended = known.filter(({ clause }) => !gaps.some((gap) => gap.clause === clause));
      for (const finding of ended) await this.endGap(finding);
    }
  }

  private async holdGap(
    engagementId: string,
    what: { readonly gap: LackingClause; readonly finding: StandingFinding | null; readonly today: IsoDate },
  ): Promise<void> {
    const { gap, finding, today } = what;
    if (finding === null) return this.open(engagementId, gap, today);
    switch (finding.state) {
      case 'proposed':
      case 'open':
        return finding.severity === gap.severity ? undefined : this.weighAgain(finding, gap);
      case 'rejected':
        return;
      case 'closed':
        // Somebody has verified that it is settled: the marks do not overrule them.
        return finding.closedBecause === 'verified' ? undefined : this.reopen(finding, gap, today);
    }
  }

  private async open(engagementId: string, gap: LackingClause, today: IsoDate): Promise<void> {
    const { id } = await this.database.one<{ id: string }>(
      `
      insert into app.finding
        (organisation_id, engagement_id, contract_id, source, occasion, clause, title, detail, citation,
         severity, severity_rank, state, due_on)
      values
        (:organisationId, :engagementId, :contractId, 'clause', :occasion, :clause, :title, :detail, :citation,
         :severity, :severityRank, 'open', :dueOn)
      returning id`,
      {
        organisationId: this.database.organisationId,
        engagementId,
        occasion: `clause:${gap.clause}`,
        clause: gap.clause,
        ...textsOf(gap),
        ...weightOf(gap.severity, today),
      },
    );
    await this.audit.record({
      what: 'finding.opened',
      object: { kind: 'finding', id },
      after: { engagementId, clause: gap.clause, severity: gap.severity },
    });
  }

  private async reopen(finding: StandingFinding, gap: LackingClause, today: IsoDate): Promise<void> {
    await this.correct(finding, gap, today);
    await this.audit.record({
      what: 'finding.reopened',
      object: { kind: 'finding', id: finding.id },
      before: { state: finding.state },
      after: { state: 'open', severity: gap.severity },
    });
  }

  private async weighAgain(finding: StandingFinding, gap: LackingClause): Promise<void> {
    // Counted from the day it was found: more weight shortens the time, it does not start it again.
    await this.correct(finding, gap, addDays(finding.dueOn, -FINDING_DAYS[finding.severity]));
    await this.audit.record({
      what: 'finding.weighed',
      object: { kind: 'finding', id: finding.id },
      before: { severity: finding.severity },
      after: { severity: gap.severity },
    });
  }

  private async correct(finding: StandingFinding, gap: LackingClause, from: IsoDate): Promise<void> {
    await this.database.query(
      `
      update app.finding f set
        contract_id = :contractId,
        title = :title,
        detail = :detail,
        citation = :citation,
        severity = :severity,
        severity_rank = :severityRank,
        due_on = :dueOn,
        state = 'open',
        closed_at = null,
        closed_because = null
      where f.organisation_id = :organisationId and f.id = :id`,
      {
        organisationId: this.database.organisationId,
        id: finding.id,
        ...textsOf(gap),
        ...weightOf(gap.severity, from),
      },
    );
  }

  private async endGap(finding: StandingFinding): Promise<void> {
    if (finding.state !== 'open' && finding.state !== 'proposed') return;
    await this.database.query(
      `
      update app.finding f
      set state = 'closed', closed_at = app.now(), closed_because = 'no-longer-holds'
      where f.organisation_id = :organisationId and f.id = :id`,
      { organisationId: this.database.organisationId, id: finding.id },
    );
    await this.audit.record({
      what: 'finding.closed',
      object: { kind: 'finding', id: finding.id },
      before: { state: finding.state },
      after: { state: 'closed', because: 'no-longer-holds' },
    });
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

function textsOf(gap: LackingClause) {
  const found = gap.status === null ? 'nobody has marked it in the contract yet' : FOUND[gap.status];
  const reasons = [...new Set(gap.because.map(({ text }) => text))].join('; ');
  return {
    contractId: gap.contractId,
    title: `${gap.clause} ${gap.title}: not in the contract`,
    detail: `The clause is required: ${reasons}. In the contract: ${found}.`,
    citation: gap.because.find(({ citation }) => citation !== null)?.citation ?? null,
  };
}

const FOUND = {
  present: 'present',
  partial: 'partly there',
  missing: 'missing',
  excepted: 'excepted, and the exception has ended',
} as const;

function weightOf(severity: Severity, from: IsoDate) {
  return {
    severity,
    // As for findings from answers: 0 is the worst.
    severityRank: SEVERITIES.indexOf(severity),
    dueOn: findingDueOn(severity, from),
  };
}
