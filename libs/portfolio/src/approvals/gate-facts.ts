import { Injectable } from '@nestjs/common';
import {
  policyInForce,
  type AskedQuestionnaire,
  type GateFacts,
  type OpenScope,
  type RecordedGrounds,
} from '@countersign/domain';
import { Submissions, type Submission, type UnderWay } from '@countersign/assessments';
import { Clock, notFound } from '@countersign/platform';
import { elementsInForce } from '../standings/approval-standing';
import { Standings } from '../standings/standings';
import type { ComputedStanding } from '../standings/standing-rows';

export interface Decidable {
  readonly open: boolean;
  readonly gates: GateFacts;
  /** What an approval of today rests on. */
  readonly grounds: RecordedGrounds;
  readonly standing: ComputedStanding;
}

/** All that a decision on an engagement depends on, as it is today. */
@Injectable()
export class GateFactsReader {
  constructor(
    private readonly clock: Clock,
    private readonly standings: Standings,
    private readonly submissions: Submissions,
  ) {}

  async of(engagementId: string): Promise<Decidable> {
    const [standing] = await this.standings.computed([engagementId]);
    if (standing === undefined) throw notFound('engagement');
    const { engagement, residual, openKnockouts, contract, acceptance } = standing;
    const protectedElements = elementsInForce(standing);
    const { tier } = engagement;
    const policy = policyInForce(standing.policy, { tier, protectedData: protectedElements.length > 0 });
    const submissions = await this.submissions.ofEngagement(engagementId);
    return {
      open: engagement.open,
      standing,
      grounds: { tier, rating: residual.rating, protectedElements },
      gates: {
        policy,
        asked: await this.asked(policy.questionnaires, engagementId, submissions),
        proposals: submissions.flatMap((one) => one.proposals.map((scope) => openScope(one, scope))),
        disputes: submissions.flatMap((one) => one.disputes.map((scope) => openScope(one, scope))),
        knockouts: submissions.flatMap(({ assessmentId, knockouts }) =>
          knockouts.map((knockout) => ({ assessmentId, ...knockout })),
        ),
        clause01: contract.clause01,
        rating: residual.rating,
        openKnockouts,
        acceptance,
        today: await this.clock.today(),
      },
    };
  }

  private async asked(
    keys: readonly string[],
    engagementId: string,
    submissions: readonly Submission[],
  ): Promise<AskedQuestionnaire[]> {
    if (keys.length === 0) return [];
    const titles = await this.submissions.titles(keys);
    const underWay = await this.submissions.underWay(engagementId);
    const of = <T extends { readonly questionnaire: string }>(list: readonly T[], key: string): T | null =>
      list.find(({ questionnaire }) => questionnaire === key) ?? null;
    return keys.map((key) => ({
      questionnaire: key,
      title: titles.get(key) ?? key,
      submission: submissionOf(of(submissions, key)),
      underWay: underWayOf(of(underWay, key)),
    }));
  }
}

function openScope(
  { assessmentId }: Submission,
  { question, fact }: { readonly question: string; readonly fact: string },
): OpenScope {
  return { assessmentId, question, fact };
}

function submissionOf(found: Submission | null): AskedQuestionnaire['submission'] {
  if (found === null) return null;
  const { assessmentId, state, submittedOn } = found;
  return { assessmentId, state, submittedOn };
}

function underWayOf(found: UnderWay | null): AskedQuestionnaire['underWay'] {
  return found === null ? null : { assessmentId: found.assessmentId, state: found.state };
}
