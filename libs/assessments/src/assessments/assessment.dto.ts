import { ApiProperty, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import {
  ASSESSMENT_STATES,
  DECLINED_SCOPES,
  type AnswerSheet,
  REVIEW_VERDICTS,
  type AnswerValue,
  type AssessmentState,
  type CompiledQuestionnaire,
  type DeclinedScope,
  type IntakeFacts,
  type NamedFact,
  type ReviewVerdict,
  type Settlement,
} from '@countersign/domain';
import { Finding } from '@countersign/findings';
import { MailLine } from '@countersign/notifications';
import {
  Choice,
  Flag,
  Choices,
  Day,
  GivenChoice,
  GivenDay,
  GivenFlag,
  GivenId,
  Id,
  Instant,
  ListOf,
  ListQuery,
  Nested,
  NullableInstant,
  NullableNested,
  NullableShaped,
  NullableText,
  OptionalDay,
  OptionalId,
  OptionalNames,
  OptionalText,
  QueryChoice,
  QueryFlag,
  SeenRevision,
  NullableChoice,
  Shaped,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';
import { EvidenceOfQuestion } from '@countersign/evidence';
import { AssessmentRow } from './assessment-row.dto';
import { Contact } from './contact.dto';
import { compiledQuestionnaireShape } from '@countersign/questionnaires';
import { answerSheetShape, answerValueShape, questionIdsShape } from './answer.shape';
import { intakeFactsShape, namedFactsShape, settlementsShape } from './intake.shape';
import { inherentRiskShape, residualRiskShape, scopeDisputesShape, scopeProposalsShape } from './risk.shape';
import type {
  ToldDispute,
  ToldInherentRisk,
  ToldProposal,
  ToldResidualRisk,
  ToldScore,
} from './risk-in-words';
import { scoreShape } from './score.shape';

export const RECOMMENDATIONS = ['approve', 'approve-with-conditions', 'reject'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];
export const MOVES = ['correct', 'return', 'close', 'cancel', 'bring-back', 'ask-again'] as const;
export type Move = (typeof MOVES)[number];

/** More questions than any questionnaire has. */
const MOST_RETURNED = 1_000;

export class NewAssessment {
  @OptionalId({ description: 'Null: the latest version of the first questionnaire.' })
  readonly questionnaireVersionId: string | null = null;

  @GivenId({ message: 'assessment.dto.choose-the-contact-who' })
  readonly contactId: string;

  @GivenDay('assessment.dto.give-the-day-by')
  readonly dueOn: string;

  @OptionalText(2_000)
  readonly message: string | null = null;

  /** Why the same questionnaire is sent although one of it is open. */
  @OptionalText(2_000)
  readonly confirmed: string | null = null;
}

/** Of a refusal: the assessment that is open already. */
export class AlreadyOpen {
  @Id() readonly assessmentId: string;
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @Day() readonly dueOn: string;
  @Text() readonly contactName: string;
}

/** How it was sent, as it should have been. */
export class CorrectedAssessment {
  @GivenDay('assessment.dto.give-the-day-by')
  readonly dueOn: string;

  @GivenId({ message: 'assessment.dto.choose-the-contact-who' })
  readonly contactId: string;

  @OptionalText(2_000)
  readonly message: string | null = null;

  @TrimmedText(2_000, 'assessment.dto.say-why-it-is')
  readonly reason: string;

  /** Whether the mail that tells of another due day names the reason. */
  @GivenFlag()
  readonly reasonShared: boolean;

  /** Whether the same contact is mailed the invitation once more. */
  @GivenFlag()
  readonly sentAgain: boolean;

  @SeenRevision()
  readonly revision: number;
}

/** What can be corrected, as it stands. */
export class SentAs {
  @Day() readonly dueOn: string;
  @Id() readonly contactId: string;
  @Text() readonly contactName: string;
  @NullableText() readonly message: string | null;
  @Whole() readonly revision: number;
}

/** Of what a later intake has opened, all that nobody has sent yet. */
export class NewFollowUp {
  @OptionalId({ description: 'Null: the contact of the assessment that it follows.' })
  readonly contactId: string | null = null;

  @OptionalDay('assessment.dto.give-the-day-by')
  /** Null: in 30 days. */
  readonly dueOn: string | null = null;

  @OptionalText(2_000)
  readonly message: string | null = null;
}

const SEEN_TO_REVIEW =
  'The revision of the assessment that was shown: each submission and each return counts it.';

export class CloseAssessment {
  @GivenChoice(RECOMMENDATIONS)
  readonly recommendation: Recommendation;

  @TrimmedText(10_000, 'assessment.dto.sum-up-the-review')
  readonly summary: string;

  @SeenRevision(SEEN_TO_REVIEW)
  readonly revision: number;
}

export class ReturnAssessment {
  @TrimmedText(2_000, 'assessment.dto.tell-the-vendor-what')
  readonly message: string;

  /** Null: in two weeks on no weekend, or the present day where that is later. */
  @OptionalDay('assessment.dto.give-the-day-by')
  readonly dueOn: string | null = null;

  @OptionalNames(MOST_RETURNED, {
    description:
      'The questions that go back, each asked to be clarified or rejected with a note. Null: those of them that are shown and were judged since the last return. Where there are none, the whole questionnaire can be changed.',
  })
  readonly questions: readonly string[] | null = null;

  @SeenRevision(SEEN_TO_REVIEW)
  readonly revision: number;
}

/** Of a refusal: which submission is there to be closed or returned by now. */
export class ToReview {
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
  @NullableInstant() readonly submittedAt: string | null;
  /** The last return, which that submission may have answered. */
  @NullableInstant() readonly returnedAt: string | null;
  @NullableText() readonly returnedBy: string | null;
  @Text() readonly contactName: string;
  @Whole() readonly revision: number;
}

export class CancelAssessment {
  @TrimmedText(2_000, 'assessment.dto.give-the-reason-it')
  readonly reason: string;

  /** What the vendor reads in the mail and at its link; the reason stays inside. */
  @OptionalText(2_000)
  readonly message: string | null = null;
}

/** Undoes a cancelling. */
export class BroughtBackAssessment {
  @TrimmedText(2_000, 'assessment.dto.say-why-it-is')
  readonly reason: string;

  /** Where the vendor still has to answer: the day by which. */
  @OptionalDay('assessment.dto.give-the-day-by')
  readonly dueOn: string | null = null;

  /** Why it is brought back although the same questionnaire is open. */
  @OptionalText(2_000)
  readonly confirmed: string | null = null;
}

/** Asks a vendor that has declined once more, the same contact or another. */
export class AskedAgainAssessment {
  @GivenDay('assessment.dto.give-the-day-by')
  readonly dueOn: string;

  @OptionalId({ description: 'Null: the contact who was asked.' })
  readonly contactId: string | null = null;

  /** In the mail, and above the questions; null leaves the one that stands there. */
  @OptionalText(2_000)
  readonly message: string | null = null;
}

/** Of a refusal: what it is in. */
export class StateNow {
  @Choice(ASSESSMENT_STATES) readonly state: AssessmentState;
}

export class AssessmentPage {
  @ListOf(() => AssessmentRow) readonly items: AssessmentRow[];
  @NullableText() readonly nextCursor: string | null;
  @Whole() readonly total: number;
}

export class AssessmentQuery extends ListQuery {
  @QueryChoice(ASSESSMENT_STATES)
  readonly state?: AssessmentState;

  @QueryFlag()
  readonly overdue?: boolean;

  @QueryFlag('Submitted or in review.')
  readonly awaitingReview?: boolean;
}

/** The answer of another assessment that was taken over. */
export class AnswerSource {
  @Id() readonly assessmentId: string;
  @Text() readonly serviceName: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  /** Signed there, not only saved. */
  @Flag() readonly submitted: boolean;
}

export class AnswerLine {
  /** Null where it was given here. */
  @NullableNested(() => AnswerSource) readonly takenFrom: AnswerSource | null;
  @Shaped(answerValueShape) readonly value: AnswerValue;
  @Whole() readonly revision: number;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

export class ReviewLine {
  @Whole() readonly revision: number;
  /** Null where it was taken back. */
  @NullableChoice(REVIEW_VERDICTS) readonly verdict: ReviewVerdict | null;
  /** From 0 to 1. */
  @ApiProperty({ type: Number, nullable: true })
  readonly points: number | null;
  @NullableText() readonly note: string | null;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** What a question that was returned, or that the vendor opened or changed since, has become. */
export class ReturnedAnswer {
  @Text() readonly question: string;
  @NullableText() readonly note: string | null;
  @NullableText() readonly noteBy: string | null;
  /** The answer when it was returned. */
  @NullableShaped(answerValueShape) readonly before: AnswerValue | null;
  @Flag() readonly changed: boolean;
  @Flag() readonly newDocument: boolean;
  @NullableText() readonly openedBy: string | null;
  /** Why the vendor stands by its answer. */
  @NullableText() readonly keptBecause: string | null;
  @NullableText() readonly keptBy: string | null;
  @NullableInstant() readonly keptAt: string | null;
}

/** The last return, also after the answers have come back. */
export class AssessmentReturn {
  @Text() readonly by: string;
  @Instant() readonly at: string;
  @Flag() readonly withVendor: boolean;
  @ListOf(() => ReturnedAnswer) readonly questions: ReturnedAnswer[];
}

/** That the vendor will not answer: this questionnaire, or any about the service. */
export class Declined {
  @Choice(DECLINED_SCOPES) readonly scope: DeclinedScope;
  @Text() readonly because: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** Why it was cancelled: by a member's word, or null where `stuck` says which event ended it. */
export class Cancellation {
  @NullableText() readonly reason: string | null;
  /** What the vendor reads of it. */
  @NullableText() readonly message: string | null;
  /** As the trail says it, the product by its name; null where the trail does not name anybody any more. */
  @NullableText() readonly by: string | null;
  @NullableInstant() readonly at: string | null;
}

export class Closing {
  @Choice(RECOMMENDATIONS) readonly recommendation: Recommendation;
  @Text() readonly summary: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** As the engagement's page shows it: whoever approves reads what the review found. */
export class AssessmentOfEngagement extends AssessmentRow {
  /** Null until its review is closed. */
  @NullableNested(() => Closing) readonly closing: Closing | null;
}

export const byQuestion = (type: typeof AnswerLine | typeof ReviewLine) =>
  ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(type) } });

@ApiExtraModels(AnswerLine, ReviewLine)
export class Assessment {
  @Id() readonly id: string;
  /** As the vendor's mails and pages name it. */
  @Text() readonly reference: string;
  @Nested(() => AssessmentRow) readonly row: AssessmentRow;
  @Nested(() => Contact) readonly contact: Contact;
  @Text() readonly askedBy: string;
  @NullableText() readonly message: string | null;
  /** Of due day, contact and message, and of what was submitted: closing and returning name it. */
  @Whole() readonly revision: number;
  @Shaped(compiledQuestionnaireShape) readonly questionnaire: CompiledQuestionnaire;
  @Shaped(intakeFactsShape) readonly facts: IntakeFacts;
  @Shaped(settlementsShape) readonly settlements: readonly Settlement[];
  /** What other questionnaires' submissions name: the form reads it with the intake and its own answers. */
  @Shaped(namedFactsShape) readonly elsewhere: readonly NamedFact[];
  /** Of a follow-up: the only questions that are asked. Null where all are. */
  @NullableShaped(questionIdsShape) readonly askedQuestions: readonly string[] | null;
  /** Of a follow-up: what conditions read of the answers that were submitted before. */
  @Shaped(answerSheetShape) readonly answeredBefore: AnswerSheet;
  /** Whether the vendor can be asked: its engagement is open, and it is not archived. */
  @Flag() readonly mayBeAsked: boolean;
  /** Cancelled while the vendor was to answer: brought back, it needs a day by which that is done. */
  @Flag() readonly backToVendor: boolean;
  /** Opened by a later intake, and in no follow-up yet. */
  @Shaped(questionIdsShape) readonly unsentQuestions: readonly string[];
  @byQuestion(AnswerLine) readonly answers: Record<string, AnswerLine>;
  @byQuestion(ReviewLine) readonly reviews: Record<string, ReviewLine>;
  @ListOf(() => EvidenceOfQuestion) readonly evidence: EvidenceOfQuestion[];
  @NullableShaped(scoreShape) readonly score: ToldScore | null;
  @Shaped(inherentRiskShape) readonly inherent: ToldInherentRisk;
  @NullableShaped(residualRiskShape) readonly residual: ToldResidualRisk | null;
  @ListOf(() => Finding) readonly findings: Finding[];
  @Shaped(scopeDisputesShape) readonly disputes: readonly ToldDispute[];
  @Shaped(scopeProposalsShape) readonly proposals: readonly ToldProposal[];
  @Text() readonly stuck: string;
  @ListOf(() => MailLine) readonly mail: MailLine[];
  @NullableNested(() => Closing) readonly closing: Closing | null;
  /** While it is cancelled. */
  @NullableNested(() => Cancellation) readonly cancelled: Cancellation | null;
  /** While it is declined. */
  @NullableNested(() => Declined) readonly declined: Declined | null;
  @NullableNested(() => AssessmentReturn) readonly returned: AssessmentReturn | null;
  @Choices(MOVES) readonly allowedMoves: Move[];
}
