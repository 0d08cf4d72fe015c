import type {
  AnswerSource,
  EvidenceOfQuestion,
  Finding,
  ReturnedAnswer,
  ReviewLine,
  Score,
} from '@countersign/api-types';
import type { Verdict } from '../../../ui/words';
import {
  answerInWords,
  type AnswerSheet,
  type AnswerValue,
  cite,
  type CompiledQuestion,
  followUpsInView,
  FULL_POINTS,
  isAnswerable,
  isAnswered,
  textIn,
  viewOf,
  type WholeAnswerInWords,
} from '@countersign/domain';
import { answerLanguage } from '../../../language/answer-language';
import type { AssessmentView } from '../assessment-view';

/** What is said of an answer, and was not taken back. */
export type StandingVerdict = ReviewLine & { readonly verdict: Verdict };

/** One shown question with everything a reviewer needs to judge its answer. */
export interface QuestionLine extends WholeAnswerInWords {
  readonly id: string;
  readonly question: CompiledQuestion;
  readonly text: string;
  readonly citations: readonly string[];
  readonly by: string | null;
  readonly at: string | null;
  /** Where it was taken over as it is. */
  readonly takenFrom: AnswerSource | null;
  /** Of the answer; 0 where there is none. */
  readonly answerRevision: number;
  readonly score: Score['questions'][number] | null;
  readonly knockout: Score['knockouts'][number] | null;
  readonly evidence: EvidenceOfQuestion | null;
  readonly review: StandingVerdict | null;
  /** Of what is said of the answer, or was and is taken back; 0 where nobody has said anything. */
  readonly reviewRevision: number;
  readonly answered: boolean;
  /** Of the last return: what went back, and what became of it. */
  readonly returned: ReturnedAnswer | null;
  /** The answer when it was returned, where it differs since. */
  readonly before: WholeAnswerInWords | null;
  /** Another answer, a new document or a reason to stand by it, since the last return. */
  readonly changedSince: boolean;
  readonly finding: Finding | null;
  readonly gap: boolean;
  /** Scored and not reviewed; what is not scored is read, not judged. */
  readonly awaitsReview: boolean;
}

export interface SectionLines {
  readonly id: string;
  readonly title: string;
  readonly note: string | null;
  readonly lines: readonly QuestionLine[];
}

/** The questions that were shown, in their sections. Hidden questions are left out: their answers count nowhere. */
export function sectionLines(assessment: AssessmentView, today: string): readonly SectionLines[] {
  const { questionnaire } = assessment;
  const lines = questionLines(assessment, today);
  return questionnaire.sections
    .map((section) => ({
      id: section.id,
      title: textIn(section.title),
      note: section.note === null ? null : textIn(section.note),
      lines: lines.filter(({ question }) => question.section === section.id),
    }))
    .filter((section) => section.lines.length > 0);
}

function questionLines(assessment: AssessmentView, today: string): readonly QuestionLine[] {
  const { questionnaire, facts, score } = assessment;
  const language = answerLanguage();
  const given = Object.entries(assessment.answers).map(([id, { value }]) => [id, value]);
  const answers: AnswerSheet = { ...assessment.answeredBefore, ...Object.fromEntries(given) };
  const { settlements, elsewhere, askedQuestions: asked } = assessment;
  const view = viewOf(questionnaire, {
    answers,
    facts,
    settlements,
    elsewhere,
    asked,
    today: score?.submittedOn ?? today,
  });
  const shown = score === null || isAnswerable(assessment.row.state) ? view.shown : shownIn(score);
  return questionnaire.questions
    .filter(({ id }) => shown.has(id))
    .map((question): QuestionLine => {
      const line = assessment.answers[question.id] ?? null;
      const value = line?.value ?? null;
      const answered = isAnswered(answers, question.id);
      const followUps = followUpsInView(questionnaire, question.id, view);
      const questionScore = score?.questions.find(({ id }) => id === question.id) ?? null;
      const points = questionScore?.points ?? null;
      const said = assessment.reviews[question.id];
      const review = said !== undefined && isStanding(said) ? said : null;
      const returned = assessment.returned?.questions.find((one) => one.question === question.id) ?? null;
      return {
        id: question.id,
        question,
        text: textIn(question.text),
        citations: question.citations.map(cite),
        ...answerInWords(question, value, followUps, language),
        by: answered ? (line?.by ?? null) : null,
        at: answered ? (line?.at ?? null) : null,
        takenFrom: answered ? (line?.takenFrom ?? null) : null,
        answerRevision: line?.revision ?? 0,
        score: questionScore,
        knockout: score?.knockouts.find((knockout) => knockout.question === question.id) ?? null,
        evidence: assessment.evidence.find((group) => group.question === question.id) ?? null,
        review,
        reviewRevision: said?.revision ?? 0,
        answered,
        returned,
        before:
          returned?.changed === true
            ? answerInWords(question, returned.before as AnswerValue | null, followUps, language)
            : null,
        changedSince:
          returned !== null && (returned.changed || returned.newDocument || returned.keptAt !== null),
        finding: assessment.findings.find((finding) => finding.question === question.id) ?? null,
        gap: points !== null && points < FULL_POINTS,
        awaitsReview: question.scored && !isJudged(review, returned, assessment.returned?.at ?? null),
      };
    });
}

const isStanding = (review: ReviewLine): review is StandingVerdict => review.verdict !== null;

/** A verdict from before a return is to be given anew where the vendor stood by the answer or sent a document to it. */
function isJudged(
  review: ReviewLine | null,
  returned: ReturnedAnswer | null,
  returnedAt: string | null,
): boolean {
  if (review === null) return false;
  const touched = returned !== null && (returned.keptAt !== null || returned.newDocument);
  return !touched || isSince(review, returnedAt);
}

/** Given after the last return; true where nothing was returned. */
export function isSince(review: ReviewLine, returnedAt: string | null): boolean {
  return returnedAt === null || Date.parse(review.at) > Date.parse(returnedAt);
}

/** What is submitted is shown as it is scored: by the facts in force of the engagement. */
function shownIn({ questions }: Score): ReadonlySet<string> {
  return new Set(questions.filter(({ shown }) => shown).map(({ id }) => id));
}
