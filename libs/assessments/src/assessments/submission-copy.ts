import { Injectable, StreamableFile } from '@nestjs/common';
import {
  answerInWords,
  followUpFields,
  linesOfAnswer,
  textIn,
  visibleQuestions,
  type AnswerContext,
  type AnswerLanguage,
  type RespondentQuestion,
  type RespondentQuestionnaire,
} from '@countersign/domain';
import { attachmentNamed } from '@countersign/limits';
import { Typesetter, type SetPaper } from '@countersign/papers';
import { answerLanguage, Database, inWords, notFound, Problem, say } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { AnswerReader } from './answer.reader';
import type { AssessmentEntity } from './assessment.entity';
import { submissionCopyTemplate } from './submission-copy-template';

/** What a copy says, in words; nothing in it depends on when it is made. */
export interface SubmissionCopy {
  readonly name: string;
  readonly data: object;
}

type Submitted = Pick<
  AssessmentEntity,
  | 'organisationName'
  | 'vendorName'
  | 'serviceName'
  | 'askedBy'
  | 'questionnaireVersionId'
  | 'submittedScope'
  | 'facts'
  | 'factsSubmitted'
  | 'settlements'
  | 'elsewhere'
  | 'askedQuestions'
  | 'answeredBefore'
  | 'submittedAt'
  | 'submittedBy'
  | 'receipt'
> & { readonly submittedOn: string };

interface SubmittedFile {
  readonly question: string | null;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A submission on paper: for its receipt, the vendor's page and the assessment's, all from here. */
@Injectable()
export class SubmissionCopies {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly typesetter: Typesetter,
  ) {}

  /**
   * The latest submission, as it was signed: one that was returned stays what it was until it is submitted again.
   *
   * @throws 404 where nothing was submitted
   */
  async read(id: string): Promise<SubmissionCopy> {
    const submitted = await this.submitted(id);
    const { submittedAt, receipt } = submitted;
    if (submittedAt === null || receipt === null) throw notFound('submission');
    const questionnaire = await this.questionnaires.forRespondent(submitted.questionnaireVersionId);
    const answers = await this.answers.submitted(id);
    const sheet = Object.fromEntries(
      Object.entries(answers).map(([question, { value }]) => [question, value]),
    );
    const context: AnswerContext = {
      answers: { ...submitted.answeredBefore, ...sheet },
      ...(submitted.submittedScope ?? scopeNow(submitted)),
      today: submitted.submittedOn,
    };
    const files = await this.files(id);
    return {
      name: `answers-${receipt}.pdf`,
      data: softly(dataOf({ submitted, questionnaire, context, files })),
    };
  }

  /** Outside of any transaction: it may take seconds. */
  set({ data }: SubmissionCopy): Promise<SetPaper> {
    return this.typesetter.set({ template: submissionCopyTemplate, data });
  }

  /** @throws 503 `copy-not-made` */
  async handOut(copy: SubmissionCopy): Promise<StreamableFile> {
    const set = await this.set(copy);
    if (set.kind !== 'set')
      throw new Problem({
        status: 503,
        code: 'copy-not-made',
        title: say('title.copy-not-made'),
        detail: say('refusal.copy-not-made'),
      });
    return new StreamableFile(set.bytes, {
      type: 'application/pdf',
      disposition: attachmentNamed(copy.name),
      length: set.bytes.length,
    });
  }

  private submitted(id: string): Promise<Submitted> {
    return this.database.one<Submitted>(
      `select a.organisation_name, a.vendor_name, a.service_name, a.asked_by, a.questionnaire_version_id, a.submitted_scope, a.facts,
         a.facts_submitted, a.settlements, a.elsewhere, a.asked_questions, a.answered_before, a.submitted_at,
         a.submitted_by, a.receipt, (a.submitted_at at time zone a.time_zone)::date as submitted_on
       from app.assessment a where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }

  /** Those that were there when it was signed, whatever was attached or withdrawn since. */
  private files(id: string): Promise<SubmittedFile[]> {
    return this.database.query<SubmittedFile>(
      `select v.question, v.name, v.size, v.sha256
       from app.evidence v
       join app.assessment a on a.organisation_id = v.organisation_id and a.id = v.assessment_id
       where v.organisation_id = :organisationId and v.assessment_id = :id and v.submitted_at = a.submitted_at
       order by v.uploaded_at, v.id`,
      { id },
    );
  }
}

/** Of what was submitted before anybody kept it. */
function scopeNow({ facts, factsSubmitted, settlements, elsewhere, askedQuestions }: Submitted) {
  return { facts: factsSubmitted ?? facts, settlements, elsewhere, asked: askedQuestions };
}

interface Whole {
  readonly submitted: Submitted;
  readonly questionnaire: RespondentQuestionnaire;
  readonly context: AnswerContext;
  readonly files: readonly SubmittedFile[];
}

function dataOf(whole: Whole): object {
  const { submitted, questionnaire, context, files } = whole;
  const language = answerLanguage(questionnaire.language);
  const { organisationName, serviceName, receipt } = submitted;
  const shown = new Set(visibleQuestions(questionnaire, context));
  const title = inWords(say('submission-copy.title', { serviceName, organisationName }), language.tag);
  return {
    language: language.tag,
    title,
    signer: submitted.submittedBy ?? '',
    footer: inWords(say('submission-copy.footer', { serviceName, receipt: receipt ?? '' }), language.tag),
    facts: factsOf(submitted, questionnaire, language),
    about: inWords(say('submission-copy.about', { organisationName }), language.tag),
    sections: questionnaire.sections
      .map(({ id, title: heading }) => ({
        title: textIn(heading, language.tag),
        questions: questionnaire.questions
          .filter((question) => question.section === id && shown.has(question.id))
          .map((question) => questionOf(question, whole, language)),
      }))
      .filter(({ questions }) => questions.length > 0),
    filesTitle: inWords(say('submission-copy.files-of-the-whole'), language.tag),
    files: filesAt(files, null, language),
  };
}

function factsOf(submitted: Submitted, questionnaire: RespondentQuestionnaire, { tag }: AnswerLanguage) {
  const { organisationName, askedBy, serviceName, vendorName, submittedAt, submittedBy, receipt } = submitted;
  const facts = [
    ['submission-copy.questionnaire', textIn(questionnaire.title, tag)],
    ['submission-copy.about-service', serviceName],
    ['submission-copy.answered-for', vendorName],
    ['submission-copy.asked-by', `${organisationName}, ${askedBy}`],
    [
      'submission-copy.submitted',
      inWords(say('submission-copy.at', { submittedAt: submittedAt ?? '' }), tag),
    ],
    ['submission-copy.signed-by', submittedBy ?? ''],
    ['submission-copy.reference', receipt ?? ''],
  ] as const;
  return facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => ({ label: inWords(say(label), tag), text }));
}

function questionOf(
  question: RespondentQuestion,
  { questionnaire, context, files }: Whole,
  language: AnswerLanguage,
) {
  const asked = followUpFields(questionnaire, question.id, context);
  const value = context.answers[question.id] ?? null;
  return {
    text: `${question.id}  ${textIn(question.text, language.tag)}`,
    lines: linesOfAnswer(answerInWords(question, value, asked, language), language),
    files: filesAt(files, question.id, language),
  };
}

function filesAt(files: readonly SubmittedFile[], question: string | null, { tag }: AnswerLanguage) {
  const label = inWords(say('submission-copy.attached'), tag);
  return files
    .filter((file) => file.question === question)
    .map(({ name, size, sha256 }) => ({
      label,
      name,
      proof: inWords(say('submission-copy.proof', { size, sha256 }), tag),
    }));
}

const longWord = /\S{41,}/gu;
const hash = /^[0-9a-f]{64}$/;
const BREAK = '\u200b';

/** A word longer than a line may break; what is no character of a text is left out. */
function softly<Value>(value: Value): Value;
function softly(value: unknown): unknown {
  if (typeof value === 'string')
    // eslint-disable-next-line no-control-regex -- they are what must not reach the paper
    return value.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').replace(longWord, broken);
  if (Array.isArray(value)) return value.map((one) => softly<unknown>(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, softly<unknown>(one)]));
}

/** A hash fits its line, and is copied as it is. */
const broken = (word: string) => (hash.test(word) ? word : (word.match(/.{1,40}/gu) ?? []).join(BREAK));
