import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import {
  ASSESSMENT_STATES,
  type AssessmentState,
  REVIEW_VERDICTS,
  type ReviewVerdict,
} from '@countersign/domain';
import { Finding } from '@countersign/findings';
import {
  Choice,
  GivenChoice,
  ListOf,
  NestedForms,
  NullableChoice,
  NullableShaped,
  NullableText,
  OptionalChoice,
  OptionalShare,
  OptionalText,
  QueryWhole,
  SeenRevisionOrNone,
  Shaped,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';
import { questionIdsShape } from './answer.shape';
import { byQuestion, ReviewLine } from './assessment.dto';
import { residualRiskShape } from './risk.shape';
import type { ToldResidualRisk, ToldScore } from './risk-in-words';
import { scoreShape } from './score.shape';

/** More questions than any section has, or a form of this length. */
export const MOST_REVIEWED = 300;

export class NewReview {
  @GivenChoice(REVIEW_VERDICTS)
  readonly verdict: ReviewVerdict;

  @OptionalShare()
  readonly points?: number | null;

  @OptionalText(10_000)
  readonly note: string | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;

  @SeenRevisionOrNone(
    'The revision of the answer that was read, 0 where there was none: another one is judged anew.',
  )
  readonly answerRevision: number;
}

/** One of several answers: accepted as it stands, or without a verdict what was said of it is taken back. */
export class ReviewOfAnswer {
  @TrimmedText(100, 'desk.dto.name-the-question')
  readonly question: string;

  @OptionalChoice(['accepted', null])
  readonly verdict: 'accepted' | null = null;

  @SeenRevisionOrNone()
  readonly revision: number;

  @SeenRevisionOrNone(
    'The revision of the answer that was read, 0 where there was none: another one is judged anew.',
  )
  readonly answerRevision: number;
}

/** What is said of several answers in one act. */
export class NewReviews {
  @NestedForms(() => ReviewOfAnswer, {
    most: MOST_REVIEWED,
    apart: { by: ({ question }) => question, twice: 'desk.dto.each-question-once' },
  })
  readonly reviews: ReviewOfAnswer[];
}

/** What is said of an answer now; null where nobody has judged it as it stands. */
export class StandingReview {
  @Whole() readonly revision: number;
  @NullableChoice(REVIEW_VERDICTS) readonly verdict: ReviewVerdict | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly points: number | null;
  @NullableText() readonly note: string | null;
  @NullableText() readonly by: string | null;
}

export class NewsQuery {
  @QueryWhole({ least: 0 })
  readonly since?: number;
}

/** What reviewers have said, as the desk asks for it again and again. */
@ApiExtraModels(ReviewLine)
export class DeskNews {
  /** Milliseconds since 1970, to be given back as `since`. */
  @Whole() readonly at: number;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  /** Another one where score, rating or the state of a finding is another. */
  @Text() readonly mark: string;
  /** Those given since. */
  @byQuestion(ReviewLine) readonly reviews: Record<string, ReviewLine>;
}

/** What an act has changed, and nothing else. */
export class DeskChange extends DeskNews {
  /** What the mark was before the act: whoever knows another one has missed what somebody else has changed. */
  @Text() readonly markBefore: string;
  /** Those on which somebody else was faster: nothing was recorded there, and `reviews` says what stands. */
  @Shaped(questionIdsShape) readonly overtaken: readonly string[];
  /** Of its sections, requirements, questions and knock-outs those that are others now; null where it is as it was. */
  @NullableShaped(scoreShape) readonly score: ToldScore | null;
  /** Knock-outs that are none any more. */
  @Shaped(questionIdsShape) readonly knockoutsOver: readonly string[];
  /** Null where it is as it was. */
  @NullableShaped(residualRiskShape) readonly residual: ToldResidualRisk | null;
  /** Those that are others now, and new ones. */
  @ListOf(() => Finding) readonly findings: Finding[];
}
