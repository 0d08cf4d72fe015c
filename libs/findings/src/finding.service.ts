import { Injectable } from '@nestjs/common';
import {
  findingDueOn,
  SEVERITIES,
  standsWithItsGround,
  textIn,
  type AnswerFinding,
  type Severity,
} from '@countersign/domain';
import { Audit, type AuditEntry } from '@countersign/audit';
import { Changes, Clock, conflict, Database, type MemberActor } from '@countersign/platform';
import { findingAccepted, findingRejected, findingVerified } from './finding-changes';
import { OverruledFindings } from './overruled-findings';
import type { JudgingMember } from './judging-member';

interface FindingPlace {
  readonly engagementId: string;
  readonly assessmentId: string | null;
}

interface JudgedFinding extends FindingPlace {
  readonly source: string;
  readonly state: string;
  readonly clause: string | null;
  readonly knockout: boolean;
  readonly title: string;
}

/** One that the answers brought up, or that they show no more. */
interface MovedFinding extends FindingPlace {
  readonly id: string;
  readonly title: string;
}

/** Findings from answers, and what a reviewer says of each. */
@Injectable()
export class FindingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly overruled: OverruledFindings,
  ) {}

  /**
   * Makes the findings that an assessment's answers show. A finding that stands already keeps its date and verdict;
   * one that nobody has judged and that the answers no longer show is closed. A knock-out that was rejected opens
   * again, or is closed where it no longer fires.
   */
  async followAnswers(
    assessment: { readonly id: string; readonly engagementId: string },
    found: readonly AnswerFinding[],
  ): Promise<void> {
    const today = await this.clock.today();
    await this.overruled.reopenAnswers(
      assessment.engagementId,
      found.filter(({ knockout }) => knockout).map(({ question }) => question),
    );
    const known = await this.standingOf(assessment.engagementId);
    const proposed: MovedFinding[] = [];
    for (const finding of found) {
      const moved = await this.propose(assessment, finding, today);
      if (!known.has(finding.question)) proposed.push(moved);
    }
    const closed = await this.database.query<MovedFinding>(
      `update app.finding set state = 'closed', closed_at = app.now(), closed_because = 'no-longer-holds'
       where engagement_id = :engagementId and source = 'answer'
         and (state = 'proposed' or (state = 'rejected' and knockout))
         and question <> all (:questions::text[])
       returning id, title, engagement_id, assessment_id`,
      { engagementId: assessment.engagementId, questions: found.map(({ question }) => question) },
    );
    await this.recordMoves({ proposed, closed });
  }

  /** What a cancelled assessment proposed and nobody has judged. */
  async forgetProposed(assessmentId: string): Promise<void> {
    const closed = await this.database.query<MovedFinding>(
      `update app.finding set state = 'closed', closed_at = app.now(), closed_because = 'no-longer-holds'
       where assessment_id = :assessmentId and source = 'answer'
         and (state = 'proposed' or (state = 'rejected' and knockout))
       returning id, title, engagement_id, assessment_id`,
      { assessmentId },
    );
    await this.recordMoves({ proposed: [], closed });
  }

  /** Questions whose finding stands: proposing it once more moves nothing. */
  private async standingOf(engagementId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ question: string }>(
      `select f.question from app.finding f
       where f.engagement_id = :engagementId and f.source = 'answer' and f.state <> 'closed'`,
      { engagementId },
    );
    return new Set(rows.map(({ question }) => question));
  }

  private recordMoves({
    proposed,
    closed,
  }: Readonly<Record<'proposed' | 'closed', readonly MovedFinding[]>>): Promise<void> {
    return this.audit.recordEach([
      ...closed.map((finding) => lineOfMove('finding.closed', finding, { because: 'no-longer-holds' })),
      ...proposed.map((finding) => lineOfMove('finding.proposed', finding)),
    ]);
  }

  async accept(id: string, note: string | null, member: MemberActor): Promise<void> {
    const finding = await this.lock(id);
    await this.judge(id, { state: 'open', note, member });
    await this.recordVerdict(id, finding, 'finding.accepted', note);
    this.changes.note(findingAccepted({ findingId: id, engagementId: finding.engagementId }));
  }

  /** Any gap may be called none, but what stands with its ground by risk alone: it lowers no rating and opens again. */
  async reject(id: string, note: string, member: JudgingMember): Promise<void> {
    const finding = await this.lock(id);
    if (standsWithItsGround(finding)) this.overruled.refuseUnlessRisk(member);
    if (finding.state === 'rejected') {
      throw conflict('finding-rejected', 'This finding was rejected already: its reason stands with it.');
    }
    await this.judge(id, { state: 'rejected', note, member });
    await this.recordVerdict(id, finding, 'finding.rejected', note);
    this.changes.note(findingRejected({ findingId: id, engagementId: finding.engagementId }));
  }

  /** The fix has been seen to work: the question counts in full from today, the answer itself stays. */
  async closeAsVerified(id: string, note: string, member: MemberActor): Promise<void> {
    const finding = await this.lock(id);
    if (finding.state !== 'open') {
      throw conflict(
        'finding-not-accepted',
        'Accept the finding first: only an open gap can be closed as verified.',
      );
    }
    if (finding.source === 'clause') {
      throw conflict(
        'clause-finding',
        'This closes by itself as soon as the clause is marked present in the contract.',
      );
    }
    await this.database.query(
      `update app.finding
       set state = 'closed', closed_because = 'verified', closed_at = app.now(),
         verdict_by = :name, verdict_note = :note, verdict_at = app.now()
       where id = :id`,
      { id, note, name: member.name },
    );
    await this.audit.record({
      what: 'finding.verified',
      object: { kind: 'engagement', id: finding.engagementId },
      before: { state: finding.state },
      after: { findingId: id, title: finding.title, note },
    });
    const { engagementId, assessmentId } = finding;
    this.changes.note(findingVerified({ findingId: id, engagementId, assessmentId }));
  }

  private async lock(id: string): Promise<JudgedFinding> {
    const finding = await this.database.one<JudgedFinding>(
      `select f.engagement_id, f.assessment_id, f.source, f.state, f.clause, f.knockout, f.title
       from app.finding f where f.id = :id for update`,
      { id },
      'finding',
    );
    if (finding.state === 'closed') throw conflict('finding-closed', 'This finding is closed already.');
    return finding;
  }

  private async judge(
    id: string,
    {
      state,
      note,
      member,
    }: { state: 'open' | 'rejected'; note: string | null; member: Pick<MemberActor, 'name'> },
  ): Promise<void> {
    await this.database.query(
      `update app.finding
       set state = :state, verdict_by = :name, verdict_note = :note, verdict_at = app.now()
       where id = :id`,
      { id, state, note, name: member.name },
    );
  }

  private async recordVerdict(
    id: string,
    finding: JudgedFinding,
    what: string,
    note: string | null,
  ): Promise<void> {
    await this.audit.record({
      what,
      object: { kind: 'engagement', id: finding.engagementId },
      before: { state: finding.state },
      after: { findingId: id, title: finding.title, note },
    });
  }

  private async propose(
    assessment: { readonly id: string; readonly engagementId: string },
    finding: AnswerFinding,
    today: string,
  ): Promise<MovedFinding> {
    return this.database.one<MovedFinding>(
      `insert into app.finding
         (organisation_id, engagement_id, assessment_id, source, occasion, question, title, detail, citation,
          severity, severity_rank, knockout, due_on)
       values
         (:organisationId, :engagementId, :assessmentId, 'answer', :occasion, :question, :title, :detail, :citation,
          :severity, :severityRank, :knockout, :dueOn)
       on conflict (organisation_id, engagement_id, occasion) do update set
         assessment_id = excluded.assessment_id, title = excluded.title, detail = excluded.detail,
         severity = excluded.severity, severity_rank = excluded.severity_rank, knockout = excluded.knockout,
         due_on = case when finding.state = 'closed' then excluded.due_on else least(finding.due_on, excluded.due_on) end,
         state = case when finding.state = 'closed' then 'proposed' else finding.state end,
         citation = excluded.citation,
         verdict_by = case when finding.state = 'closed' then null else finding.verdict_by end,
         verdict_note = case when finding.state = 'closed' then null else finding.verdict_note end,
         verdict_at = case when finding.state = 'closed' then null else finding.verdict_at end,
         closed_at = null, closed_because = null
       returning id, title, engagement_id, assessment_id`,
      {
        organisationId: this.database.organisationId,
        engagementId: assessment.engagementId,
        assessmentId: assessment.id,
        occasion: `answer:${finding.question}`,
        question: finding.question,
        title: textIn(finding.title, 'en'),
        detail: finding.detail,
        citation: finding.citation,
        severity: finding.severity,
        severityRank: severityRank(finding.severity),
        knockout: finding.knockout,
        dueOn: findingDueOn(finding.severity, today),
      },
    );
  }
}

/** 0 is the worst. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function lineOfMove(
  what: 'finding.proposed' | 'finding.closed',
  { id, title, engagementId, assessmentId }: MovedFinding,
  more: { readonly because?: string } = {},
): AuditEntry {
  return {
    what,
    object: { kind: 'engagement', id: engagementId },
    after: { findingId: id, title, assessmentId, ...more },
  };
}
