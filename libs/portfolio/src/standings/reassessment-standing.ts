import { materialChanges, rangeOrder, reassessmentOf, type Reassessment } from '@countersign/domain';
import { factCatalogue } from '@countersign/content';
import { groundsOf, type DatedSubmission } from './reassessment-facts';
import { policyOf, type StandingFacts } from './standing-facts';

const PEOPLE = rangeOrder(factCatalogue, 'peopleAffected');

/** A reassessment with the submission that it counts from. */
export type StandingReassessment = Reassessment & { readonly assessmentId: string };

/** Null where nothing that the policy asks for was submitted, and where nobody works with the service any more. */
export function reassessmentStandingOf(facts: StandingFacts, today: string): StandingReassessment | null {
  const oldest = oldestAsked(facts);
  if (oldest === undefined || !isAssessed(facts)) return null;
  const { engagement, reassessment } = facts;
  const { extension } = reassessment;
  const { assessmentId, submittedOn } = oldest;
  return {
    assessmentId,
    ...reassessmentOf({
      tier: engagement.tier,
      cadenceMonths: policyOf(facts).cadenceMonths,
      submittedOn,
      changes: materialChanges(
        asked(facts).flatMap(({ grounds }) => grounds ?? []),
        groundsOf(engagement.facts, engagement.tier, reassessment.incidents),
        PEOPLE,
      ).map((change) => ({ ...change, since: reassessment.changedSince[change.key] ?? today })),
      extension: extension?.assessmentId === assessmentId ? extension : null,
    }),
  };
}

/** Ended, or rejected and not in use: nobody has to know more of the vendor. */
function isAssessed({ engagement, approval }: StandingFacts): boolean {
  return engagement.open && (approval?.outcome !== 'rejected' || engagement.use.state === 'in-use');
}

function asked(facts: StandingFacts): readonly DatedSubmission[] {
  const { questionnaires } = policyOf(facts);
  return facts.reassessment.submissions.filter(({ questionnaire }) => questionnaires.includes(questionnaire));
}

function oldestAsked(facts: StandingFacts): DatedSubmission | undefined {
  return [...asked(facts)].sort((one, other) => (one.submittedOn < other.submittedOn ? -1 : 1))[0];
}
