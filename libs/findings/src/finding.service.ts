import { Injectable } from '@nestjs/common';
import { type FindingVerdict, standsWithItsGround, verdictOn } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Changes,
  conflict,
  Database,
  expression,
  forbidden,
  type MemberActor,
  say,
  type Words,
} from '@countersign/platform';
import type { AcceptFinding, RejectFinding } from './finding.dto';
import { FindingEntity } from './finding.entity';
import { findingAccepted, findingRejected, findingVerified } from './finding-changes';
import { FindingSources } from './finding-source';
import type { JudgingMember } from './judging-member';

type JudgedFinding = Pick<
  FindingEntity,
  | 'engagementId'
  | 'assessmentId'
  | 'source'
  | 'state'
  | 'clause'
  | 'knockout'
  | 'title'
  | 'closedBecause'
  | 'verdictBy'
>;

/** What a reviewer says of findings. */
@Injectable()
export class FindingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly sources: FindingSources,
  ) {}

  async accept(id: string, { note, seen }: AcceptFinding, member: MemberActor): Promise<void> {
    const finding = await this.lock(id);
    if (verdictOn(finding) === 'confirmed') throw confirmed(finding);
    refuseUnseen(finding, seen);
    await this.judge(id, { state: 'open', note, member });
    await this.recordVerdict(id, finding, 'finding.accepted', note);
    this.changes.note(
      findingAccepted({ findingId: id, engagementId: finding.engagementId, from: finding.state }),
    );
  }

  /** Any gap may be called none, but what stands with its ground by risk alone: it lowers no rating and opens again. */
  async reject(id: string, { note, seen }: RejectFinding, member: JudgingMember): Promise<void> {
    const finding = await this.lock(id);
    const asked = this.sources.of(finding.source)?.rejectedByRisk;
    if (asked !== undefined) refuseUnlessRisk(member, asked.detail);
    if (standsWithItsGround(finding)) refuseUnlessRisk(member, say('finding.service.this-is-a-knock'));
    if (verdictOn(finding) === 'rejected') throw rejected(finding);
    refuseUnseen(finding, seen);
    await this.judge(id, { state: 'rejected', note, member });
    await this.recordVerdict(id, finding, 'finding.rejected', note);
    this.changes.note(findingRejected({ findingId: id, engagementId: finding.engagementId }));
  }

  /** The fix has been seen to work: the question counts in full from today, the answer itself stays. */
  async closeAsVerified(id: string, note: string, member: MemberActor): Promise<void> {
    const finding = await this.lock(id);
    if (finding.state !== 'open') {
      throw conflict('finding-not-accepted', say('refusal.finding-not-accepted'));
    }
    const why = this.sources.of(finding.source)?.closesByItself ?? null;
    // One code for all of them, the name of the first: the wire lists the codes of a refusal, and features bring sources.
    if (why !== null) throw conflict('clause-finding', why.detail);
    const at = expression`app.now()`;
    await this.database.update(
      FindingEntity,
      { id },
      {
        state: 'closed',
        closedBecause: 'verified',
        closedAt: at,
        verdictBy: member.name,
        verdictNote: note,
        verdictAt: at,
      },
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
      `select f.engagement_id, f.assessment_id, f.source, f.state, f.clause, f.knockout, f.title,
         f.closed_because, f.verdict_by
       from app.finding f where f.organisation_id = :organisationId and f.id = :id for update`,
      { id },
      'finding',
    );
    if (finding.state === 'closed') {
      const { closedBecause, verdictBy } = finding;
      const by = closedBecause === 'verified' ? verdictBy : null;
      throw conflict(
        'finding-closed',
        by === null ? say('refusal.finding-closed') : say('finding.service.closed-by', { by }),
      );
    }
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
    await this.database.update(
      FindingEntity,
      { id },
      { state, verdictBy: member.name, verdictNote: note, verdictAt: expression`app.now()` },
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
}

/** Whoever judges over the verdict of somebody else has seen it. */
function refuseUnseen(finding: JudgedFinding, seen: FindingVerdict): void {
  const verdict = verdictOn(finding);
  if (seen === verdict) return;
  if (verdict === 'confirmed') throw confirmed(finding);
  if (verdict === 'rejected') throw rejected(finding);
}

const confirmed = ({ verdictBy }: JudgedFinding) =>
  conflict('finding-confirmed', say('refusal.finding-confirmed', { by: verdictBy ?? '' }));

const rejected = ({ verdictBy }: JudgedFinding) =>
  conflict('finding-rejected', say('refusal.finding-rejected', { by: verdictBy ?? '' }));

/** Whoever may decide on the engagement answers for its risk: the role `risk` alone. */
function refuseUnlessRisk({ permissions }: JudgingMember, why: Words): void {
  if (permissions.includes('engagement.approve')) return;
  throw forbidden(why);
}
