import { Injectable } from '@nestjs/common';
import {
  engagementFacts,
  inherentRisk,
  labelOfFact,
  lessened,
  SETTLEMENTS,
  valuesOfProposal,
  type FactValue,
  type IntakeFacts,
  type ScopeDispute,
  type ScopeProposal,
  type Settlement,
  type SettlementKind,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { Audit } from '@countersign/audit';
import {
  Changes,
  conflict,
  Database,
  expression,
  factsInWords,
  forbidden,
  type MemberActor,
  type Permission,
  type Problem,
  refuseStale,
  say,
  textList,
} from '@countersign/platform';
import { scopeSettled } from './assessment-changes';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import type { SaidOfDifference, Settled } from './scope-settlement.dto';
import { ScopeSettlementEntity } from './scope-settlement.entity';
import { ScoredSubmissions, type ScoredSubmission } from './scored-submissions';

/** An open difference between intake and answers, and what hangs on it. */
export interface ScopeDifference {
  readonly assessmentId: string;
  /** The answer names more, or less. */
  readonly side: 'proposal' | 'dispute';
  readonly fact: string;
  readonly label: string;
  readonly question: string;
  readonly intake: FactValue;
  readonly answer: FactValue;
  /** What the answer adds, or leaves out. */
  readonly values: readonly string[];
  /** The value that the intake takes where the answer is adopted. */
  readonly adopted: FactValue;
  /** It counts already. */
  readonly counts: boolean;
  /** Protected data or the tier hang on it: only `risk` sets it aside. */
  readonly forRisk: boolean;
}

export interface NewSettlement {
  readonly assessmentId: string;
  readonly kind: SettlementKind;
  readonly fact: string;
  readonly reason: string;
  /** Of the intake that was shown. */
  readonly revision: number;
}

/** With the zone in which its moment is told. */
type ZonedSettlement = Settled & { readonly zone: string };

type OneDifference = Pick<ScopeDifference, 'assessmentId' | 'side' | 'fact'>;

interface KeptIntake {
  readonly intake: IntakeFacts;
  readonly revision: number;
}

/** Who settles it, and what the roles (or the token's scopes) of that person allow. */
export interface SettlingMember {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Where intake and answers differ, and what members say of it without changing the intake. */
@Injectable()
export class ScopeDifferences {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly submissions: ScoredSubmissions,
  ) {}

  /** Of the latest submission of each questionnaire. */
  async open(engagementId: string): Promise<ScopeDifference[]> {
    const { intake } = await this.database.one<{ intake: IntakeFacts }>(
      `select e.intake from app.engagement e
       where e.organisation_id = :organisationId and e.id = :engagementId`,
      { engagementId },
      'engagement',
    );
    return this.openOf(engagementId, intake);
  }

  /** Where whoever asks has read the intake already. */
  async openOf(engagementId: string, intake: IntakeFacts): Promise<ScopeDifference[]> {
    const submissions = await this.submissions.ofEngagement(engagementId, new Set());
    const { differences } = factsOf(intake, submissions);
    return differences.flatMap(({ proposals, disputes }, index) => {
      const submission = submissions[index];
      if (submission === undefined) return [];
      const { assessmentId } = submission;
      const forRisk = (proposal: ScopeProposal) =>
        proposal.counts && hangsOn(intake, submissions, asideOf(assessmentId, proposal));
      return [
        ...proposals.map((one) => proposalOf(assessmentId, one, forRisk(one))),
        ...disputes.map((one) => disputeOf(assessmentId, one)),
      ];
    });
  }

  /**
   * The intake is locked, so that of two people who settle the second sees what the first has done. Refused where nothing
   * of it is open any more: somebody settled it, the intake says something else, or the answer has changed.
   */
  private async demand(
    engagementId: string,
    wanted: OneDifference,
    revision: number,
  ): Promise<{ readonly difference: ScopeDifference; readonly intake: IntakeFacts }> {
    const present = await this.database.one<KeptIntake>(
      `select e.intake, e.revision from app.engagement e
       where e.organisation_id = :organisationId and e.id = :engagementId for no key update`,
      { engagementId },
      'engagement',
    );
    const { intake } = present;
    const difference = (await this.openOf(engagementId, intake)).find(
      ({ assessmentId, side, fact }) =>
        assessmentId === wanted.assessmentId && side === wanted.side && fact === wanted.fact,
    );
    const settled = difference === undefined ? await this.settled(wanted) : null;
    if (settled !== null) throw settledMeanwhile(settled);
    refuseStale(present, revision);
    if (difference === undefined) throw conflict('nothing-to-settle', say('refusal.nothing-to-settle'));
    return { difference, intake };
  }

  private settled({ assessmentId, side, fact }: OneDifference): Promise<ZonedSettlement | null> {
    return this.database.maybeOne<ZonedSettlement>(
      `select s.kind, s.fact, s.values, s.reason, s.by_name as "by", s.at,
         (select a.time_zone from app.assessment a
         where a.organisation_id = s.organisation_id and a.id = s.assessment_id) as zone
       from app.scope_settlement s
       where s.organisation_id = :organisationId and s.assessment_id = :assessmentId and s.fact = :fact
         and s.kind in (${textList(SAID_OF[side])})
       order by s.at desc, s.id desc
       limit 1`,
      { assessmentId, fact },
    );
  }

  async settle(
    engagementId: string,
    { assessmentId, kind, fact, reason, revision }: NewSettlement,
    member: SettlingMember,
  ): Promise<void> {
    const side = kind === 'set-aside' ? 'proposal' : 'dispute';
    const { difference } = await this.demand(engagementId, { assessmentId, side, fact }, revision);
    if (difference.forRisk && !member.permissions.includes('engagement.approve')) {
      throw forbidden(say('scope-differences.protected-data-or-the'));
    }
    const { values, answer, intake } = difference;
    await this.database.insert(ScopeSettlementEntity, {
      engagementId,
      assessmentId,
      kind,
      fact,
      values,
      reason,
      byMemberId: member.id,
      byName: member.name,
    });
    await this.tellAssessment(assessmentId);
    await this.audit.record({
      what: kind === 'set-aside' ? 'scope.set-aside' : 'scope.intake-stands',
      object: { kind: 'engagement', id: engagementId },
      before: { fact, intake, answer },
      after: { assessmentId, fact, values, reason },
    });
    this.changes.note(scopeSettled({ assessmentId, engagementId }));
  }

  /** Whoever is too late is told who took the answer over; the caller changes the intake. */
  async adopt(
    engagementId: string,
    wanted: OneDifference,
    revision: number,
    member: MemberActor,
  ): Promise<IntakeFacts> {
    const { difference, intake } = await this.demand(engagementId, wanted, revision);
    const { assessmentId, side, fact, values, adopted, answer } = difference;
    await this.database.insert(ScopeSettlementEntity, {
      engagementId,
      assessmentId,
      kind: `${side}-adopted`,
      fact,
      values,
      reason: null,
      byMemberId: member.memberId,
      byName: member.name,
    });
    await this.audit.record({
      what: 'scope.adopted',
      object: { kind: 'engagement', id: engagementId },
      before: { fact, intake: difference.intake, answer },
      after: { assessmentId, fact, values },
    });
    return { ...intake, [fact]: adopted };
  }

  /** Its form, its completeness and its score read the same: the row of the assessment says what is settled. */
  private async tellAssessment(assessmentId: string): Promise<void> {
    await this.database.query(
      `update app.assessment a set settlements = (
         select jsonb_agg(jsonb_build_object('kind', s.kind, 'fact', s.fact, 'values', s.values) order by s.at, s.id)
         from app.scope_settlement s
         where s.organisation_id = a.organisation_id and s.assessment_id = a.id
           and s.kind in (${textList(SETTLEMENTS)}))
       where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId },
    );
    await this.database.update(
      AssessmentProgressEntity,
      { assessmentId },
      { staleSince: expression`clock_timestamp()` },
    );
  }
}

const SAID_OF: Readonly<Record<OneDifference['side'], readonly SaidOfDifference[]>> = {
  proposal: ['set-aside', 'proposal-adopted'],
  dispute: ['intake-stands', 'dispute-adopted'],
};

const TOLD: Readonly<Record<SaidOfDifference, string>> = {
  'set-aside': 'aside',
  'intake-stands': 'stands',
  'proposal-adopted': 'adopted',
  'dispute-adopted': 'adopted',
};

function settledMeanwhile({ zone, ...settled }: ZonedSettlement): Problem {
  const { by, at } = settled;
  const kind = TOLD[settled.kind];
  return conflict('settled-meanwhile', say('refusal.settled-meanwhile', { kind, by, at: { at, zone } }), {
    settled,
  });
}

function factsOf(intake: IntakeFacts, submissions: readonly ScoredSubmission[]) {
  const scopes = submissions.map((one) => ({ ...one, today: one.submittedOn }));
  return engagementFacts({ intake, catalogue: factCatalogue, submissions: scopes });
}

interface Aside {
  readonly assessmentId: string;
  readonly settlement: Settlement;
}

function asideOf(assessmentId: string, proposal: ScopeProposal): Aside {
  const values = valuesOfProposal(proposal);
  return { assessmentId, settlement: { kind: 'set-aside', fact: proposal.fact, values } };
}

function hangsOn(intake: IntakeFacts, submissions: readonly ScoredSubmission[], aside: Aside): boolean {
  const without = submissions.map((one) =>
    one.assessmentId === aside.assessmentId
      ? { ...one, settlements: [...one.settlements, aside.settlement] }
      : one,
  );
  const [held, left] = [submissions, without].map((these) => {
    const { facts } = factsOf(intake, these);
    const { tier } = inherentRisk(facts, { catalogue: factCatalogue });
    return [facts.protectedData, facts.holdsPi, tier].join();
  });
  return held !== left;
}

function proposalOf(assessmentId: string, proposal: ScopeProposal, forRisk: boolean): ScopeDifference {
  const { fact, question, intake, answer, proposed, counts } = proposal;
  const values = valuesOfProposal(proposal);
  return {
    assessmentId,
    side: 'proposal',
    fact,
    label: labelOfFact(factsInWords(), fact),
    question,
    intake,
    answer,
    values,
    adopted: proposed,
    counts,
    forRisk,
  };
}

function disputeOf(assessmentId: string, dispute: ScopeDispute): ScopeDifference {
  const { fact, question, intake, answer, missing } = dispute;
  return {
    assessmentId,
    side: 'dispute',
    fact,
    label: labelOfFact(factsInWords(), fact),
    question,
    intake,
    answer,
    values: missing,
    adopted: lessened(dispute),
    counts: false,
    forRisk: false,
  };
}
