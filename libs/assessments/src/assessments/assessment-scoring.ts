import { Injectable } from '@nestjs/common';
import {
  engagementFacts,
  findingsFromAnswers,
  inherentRisk,
  scoreAssessment,
  type AnswerFinding,
  type EngagementFacts,
  type FactsInForce,
  type InherentRisk,
  type IntakeFacts,
  type ScopeDispute,
  type ScopeProposal,
  type Score,
  visibleQuestions,
} from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { ContractChanges, ContractLocks } from '@countersign/contracts';
import { asJson, Clock, Database, expression } from '@countersign/platform';
import { AnswerFindings } from './answer-findings';
import { NamedElsewhere } from './named-elsewhere';
import { ScoredSubmissions, type ScoredSubmission } from './scored-submissions';
import { ScoreEntity } from './score.entity';

/** What is kept with a score: every step, and where the two sides see the scope differently. */
export interface ScoreDocument {
  readonly score: Score;
  readonly protectedData: boolean;
  readonly disputes: readonly ScopeDispute[];
  readonly proposals: readonly ScopeProposal[];
}

interface Scored {
  readonly submission: ScoredSubmission;
  readonly document: ScoreDocument;
  readonly findings: readonly AnswerFinding[];
  readonly offCycle: OffCycle;
}

/** By question the day of its sending; null until somebody sends it. */
type OffCycle = Readonly<Record<string, string | null>>;

/**
 * What the latest submission of each questionnaire says of an engagement: the facts in force, with them inherent risk
 * and tier, a score of each and the findings. Counted again whenever an answer, a review, a finding, a document or the
 * intake moves it.
 */
@Injectable()
export class AssessmentScoring {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly submissions: ScoredSubmissions,
    private readonly findings: AnswerFindings,
    private readonly contracts: ContractChanges,
    private readonly locks: ContractLocks,
    private readonly elsewhere: NamedElsewhere,
  ) {}

  /** The engagement that an assessment is about. */
  async rescore(assessmentId: string): Promise<void> {
    const { engagementId } = await this.database.one<{ engagementId: string }>(
      `select a.engagement_id from app.assessment a
       where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId },
      'assessment',
    );
    await this.rescoreEngagement(engagementId);
  }

  /** Writes facts, scores and findings. `submittedNow` are the submissions of this transaction. */
  async rescoreEngagement(
    engagementId: string,
    submittedNow: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    const intake = await this.lockedIntake(engagementId);
    const today = await this.clock.today();
    const submissions = await this.submissions.ofEngagement(engagementId, submittedNow);
    const scope = engagementFacts({
      intake,
      catalogue: factCatalogue,
      submissions: submissions.map((one) => ({ ...one, today: one.submittedOn })),
    });
    await this.writeFacts(engagementId, scope.facts, intake);
    await this.askNoMore(
      engagementId,
      submissions.map(({ assessmentId }) => assessmentId),
    );
    const scored = submissions.map((submission, index) =>
      scoredOf(submission, { scope, index, today, intake }),
    );
    for (const one of scored) await this.write(one);
    await this.findings.follow(engagementId, findingsOf(scored));
    await this.elsewhere.follow(engagementId, intake, submissions);
  }

  /** What a cancelled assessment proposed is gone; the one before it speaks again. */
  async forget(
    assessmentId: string,
    engagementId: string,
    submittedNow: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    await this.findings.forget(assessmentId);
    await this.rescoreEngagement(engagementId, submittedNow);
  }

  /** What was opened of a submission that a newer one has replaced was asked there. */
  private async askNoMore(engagementId: string, latest: readonly string[]): Promise<void> {
    await this.database.query(
      `update app.assessment a set off_cycle = null
       where a.organisation_id = :organisationId and a.engagement_id = :engagementId
         and a.off_cycle is not null and a.id <> all(:latest::uuid[])`,
      { engagementId, latest },
    );
  }

  /** One at a time for an engagement, by the lock that its standing takes too: the later counts with the earlier. */
  private async lockedIntake(engagementId: string): Promise<IntakeFacts> {
    // Facts that move are written to the service and followed by its contracts: everybody locks in that order.
    const { intake } = await this.database.one<{ intake: IntakeFacts }>(
      `select e.intake from app.engagement e
       where e.organisation_id = :organisationId and e.id = :engagementId for no key update`,
      { engagementId },
      'engagement',
    );
    await this.locks.over([engagementId]);
    await this.database.query(
      `select from app.standing s
       where s.organisation_id = :organisationId and s.engagement_id = :engagementId for update`,
      { engagementId },
    );
    return intake;
  }

  /** Clauses follow where facts or tier are others. */
  private async writeFacts(engagementId: string, facts: FactsInForce, intake: IntakeFacts): Promise<void> {
    const inherent = inherentRisk(facts, { catalogue: factCatalogue }, intake.peopleAffected);
    const moved = await this.database.maybeOne(
      `update app.engagement e set facts = :facts, inherent = :inherent, impact_hundredths = :impact,
         likelihood = :likelihood, inherent_level = :level, tier = :tier
       where e.organisation_id = :organisationId and e.id = :engagementId
         and (e.facts is distinct from :facts::jsonb or e.inherent is distinct from :inherent::jsonb)
       returning e.id`,
      { engagementId, facts: asJson(facts), ...columnsOf(inherent) },
    );
    if (moved !== null) await this.contracts.followEngagement(engagementId);
  }

  private async write({ submission, document, offCycle }: Scored): Promise<void> {
    const { assessmentId, factsAtSubmission } = submission;
    await this.writeScore(assessmentId, document);
    await this.keepVerified([assessmentId, ...Object.values(submission.answeredIn)], document.score);
    await this.database.query(
      `update app.assessment a set facts_submitted = :facts, off_cycle = :offCycle
       where a.organisation_id = :organisationId and a.id = :assessmentId
         and (a.facts_submitted is distinct from :facts::jsonb or a.off_cycle is distinct from :offCycle::jsonb)`,
      {
        assessmentId,
        facts: asJson(factsAtSubmission),
        offCycle: Object.keys(offCycle).length === 0 ? null : asJson(offCycle),
      },
    );
  }

  private async writeScore(assessmentId: string, document: ScoreDocument): Promise<void> {
    const { score } = document;
    await this.database.put(
      ScoreEntity,
      { assessmentId, formulaVersion: score.formulaVersion },
      {
        ceHundredths: score.ceHundredths,
        numerator: score.numerator,
        denominator: score.denominator,
        document,
        changesOn: score.changesOn,
        computedAt: expression`app.now()`,
      },
    );
  }

  /** A later revision is held against the one before it: of a verified answer what it earns is kept. */
  private async keepVerified(assessmentIds: readonly string[], { questions }: Score): Promise<void> {
    const earned = questions
      .filter(({ reason }) => reason === 'finding-verified')
      .map(({ id, earned: points }) => [id, points]);
    if (earned.length === 0) return;
    await this.database.query(
      `update app.finding f set verified_points = (e.earned ->> f.question)::integer
       from (select :earned::jsonb as earned) e
       where f.organisation_id = :organisationId and f.assessment_id = any(:assessmentIds::uuid[])
         and f.source = 'answer' and f.state = 'closed' and f.closed_because = 'verified' and e.earned ? f.question
         and f.verified_points is distinct from (e.earned ->> f.question)::integer`,
      { assessmentIds, earned: asJson(Object.fromEntries(earned)) },
    );
  }
}

function scoredOf(
  submission: ScoredSubmission,
  of: {
    readonly scope: EngagementFacts;
    readonly index: number;
    readonly today: string;
    readonly intake: IntakeFacts;
  },
): Scored {
  const { scope, index, today, intake } = of;
  const { protectedData } = scope.facts;
  const input = {
    ...submission,
    facts: scope.stated,
    protectedData,
    today,
  };
  const score = scoreAssessment(input);
  const differences = scope.differences[index] ?? { disputes: [], proposals: [] };
  return {
    submission,
    document: { score, protectedData, ...differences },
    findings: findingsFromAnswers({ ...input, score }),
    offCycle: offCycleOf(submission, score, { intake, today }),
  };
}

/** A question that two questionnaires ask is a gap of each. */
function findingsOf(scored: readonly Scored[]) {
  const seen = new Set<string>();
  return scored.flatMap(({ submission: { assessmentId, answeredIn, questionnaireKey }, findings }) =>
    findings.map((finding) => {
      const key = seen.has(finding.question) ? `${questionnaireKey}:${finding.question}` : finding.question;
      seen.add(finding.question);
      return { ...finding, assessmentId: answeredIn[finding.question] ?? assessmentId, key };
    }),
  );
}

/** What only another questionnaire names is in no form of this one, and can be sent once a member has adopted it. */
function offCycleOf(
  { offCycle, questionnaire, answers, settlements }: ScoredSubmission,
  { questions }: Score,
  { intake, today }: { readonly intake: IntakeFacts; readonly today: string },
): OffCycle {
  const open = questions.filter(({ reason }) => reason === 'asked-later' || reason === 'overdue');
  if (open.length === 0) return {};
  const asked = new Set(visibleQuestions(questionnaire, { answers, facts: intake, settlements, today }));
  return Object.fromEntries(
    open
      .filter(({ id }) => Object.hasOwn(offCycle, id) || asked.has(id))
      .map(({ id }) => [id, offCycle[id] ?? null]),
  );
}

function columnsOf(inherent: InherentRisk) {
  return {
    inherent: asJson(inherent),
    impact: inherent.impactHundredths,
    likelihood: inherent.likelihood,
    level: inherent.level,
    tier: inherent.tier,
  };
}
