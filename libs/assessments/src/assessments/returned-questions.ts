import { Injectable } from '@nestjs/common';
import {
  type AnswerSheet,
  type AnswerValue,
  isAnswerable,
  isLookedAt,
  type AssessmentState,
  type IntakeFacts,
  type NamedFact,
  type PublishedQuestionnaire,
  type ReturnedQuestion,
  type Settlement,
  textIn,
  sameValue,
  visibleQuestions,
} from '@countersign/domain';
import { Database, invalid, say } from '@countersign/platform';
import type { ReturnedAnswer } from './assessment.dto';
import { AnswerReader } from './answer.reader';
import { Questionnaires } from '@countersign/questionnaires';
import { ReturnedQuestionEntity } from './returned-question.entity';

type Kept = Pick<
  ReturnedQuestionEntity,
  | 'question'
  | 'section'
  | 'revision'
  | 'note'
  | 'byName'
  | 'openedBy'
  | 'keptBecause'
  | 'keptBy'
  | 'keptAt'
  | 'keptRevision'
>;

/** A question of the last return, with its answer before and now. */
export interface ReturnedRow extends Kept {
  readonly before: AnswerValue | null;
  readonly now: AnswerValue | null;
  readonly revisionNow: number;
  readonly newDocument: boolean;
}

export interface LastReturn {
  readonly round: number;
  readonly by: string;
  readonly at: string;
  readonly inPart: boolean;
  /** With the vendor now; otherwise it has come back, or was called off. */
  readonly withVendor: boolean;
}

export interface ReturnNote {
  readonly question: string;
  readonly note: string;
}

/** The questions that go back to the vendor: which, with which note, and what became of each. */
@Injectable()
export class ReturnedQuestions {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly sheets: AnswerReader,
  ) {}

  /**
   * The answers that a reviewer asked to clarify or rejected as they stand; with `wanted` only these of them, otherwise
   * those that are shown and were judged since the last return: what came back with that one was settled by the vendor.
   */
  async notes(
    assessmentId: string,
    wanted: readonly string[] | null,
  ): Promise<(ReturnNote & { readonly byName: string })[]> {
    const noted = await this.database.query<
      ReturnNote & { readonly byName: string; readonly isNew: boolean }
    >(
      `select w.question, w.note, w.by_name, a.returned_at is null or w.at > a.returned_at as is_new
       from app.answer_review w
       join app.assessment a on a.organisation_id = w.organisation_id and a.id = w.assessment_id
       where w.organisation_id = :organisationId and w.assessment_id = :assessmentId
         and w.verdict in ('clarify', 'rejected') and w.note is not null
         and w.revision = coalesce((
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = w.organisation_id and r.assessment_id = w.assessment_id
             and r.question = w.question), 0)
       order by w.question`,
      { assessmentId },
    );
    if (wanted === null) {
      const shown = await this.shown(assessmentId);
      return noted.filter(({ question, isNew }) => isNew && shown.has(question));
    }
    const chosen = noted.filter(({ question }) => wanted.includes(question));
    if (chosen.length < wanted.length)
      throw invalid([{ field: 'questions', message: say('returned-questions.no-note-any-more') }]);
    return chosen;
  }

  /** As a mail names them. */
  async titles(versionId: string, notes: readonly ReturnNote[]): Promise<string[]> {
    const { questions, language } = await this.questionnaires.compiled(versionId);
    const noted = questions.filter(({ id }) => notes.some(({ question }) => question === id));
    return noted.map(({ id, text }) => `${id}: ${textIn(text, language)}`);
  }

  /** Each with the answer that it is about; what was signed is signed anew. */
  async keep(
    assessmentId: string,
    {
      round,
      versionId,
      notes,
    }: {
      readonly round: number;
      readonly versionId: string;
      readonly notes: readonly (ReturnNote & { readonly byName: string })[];
    },
  ): Promise<void> {
    const { questions } = await this.questionnaires.compiled(versionId);
    const revisions = await this.revisions(assessmentId);
    const rows = questions.flatMap(({ id, section, type }) => {
      const noted = notes.find(({ question }) => question === id);
      if (noted === undefined && (type !== 'attestation' || !revisions.has(id))) return [];
      const { note = null, byName = null } = noted ?? {};
      return [{ assessmentId, round, question: id, section, revision: revisions.get(id) ?? 0, note, byName }];
    });
    await this.database.insertEach(ReturnedQuestionEntity, rows);
  }

  /** Null where it was never returned since questions are named. */
  async last(assessmentId: string): Promise<LastReturn | null> {
    const found = await this.database.maybeOne<Omit<LastReturn, 'withVendor'> & { state: AssessmentState }>(
      `select a.return_round as round, a.returned_by as by, a.returned_at as at, a.returned_in_part as in_part, a.state
       from app.assessment a
       where a.organisation_id = :organisationId and a.id = :assessmentId and a.return_round > 0`,
      { assessmentId },
    );
    if (found === null) return null;
    const { state, ...last } = found;
    return { ...last, withVendor: isAnswerable(state) };
  }

  /** Of the last return, as the questionnaire orders them. */
  rows(assessmentId: string): Promise<ReturnedRow[]> {
    return this.database.query<ReturnedRow>(
      `select q.question, q.section, q.revision, q.note, q.by_name, q.opened_by, q.kept_because, q.kept_by, q.kept_at,
         q.kept_revision,
         b.value as before, n.value as now, coalesce(n.revision, 0) as revision_now,
         exists (
           select from app.evidence v
           where v.organisation_id = a.organisation_id and v.assessment_id = a.id and v.question = q.question
             and v.withdrawn_at is null and v.uploaded_at > a.returned_at) as new_document
       from app.assessment a
       join app.returned_question q on q.organisation_id = a.organisation_id and q.assessment_id = a.id
         and q.round = a.return_round
       left join app.answer_revision b on b.organisation_id = a.organisation_id and b.assessment_id = a.id
         and b.question = q.question and b.revision = q.revision
       left join lateral (
         select r.value, r.revision from app.answer_revision r
         where r.organisation_id = a.organisation_id and r.assessment_id = a.id and r.question = q.question
         order by r.revision desc limit 1) n on true
       where a.organisation_id = :organisationId and a.id = :assessmentId
       order by q.section, q.question`,
      { assessmentId },
    );
  }

  /** What became of what was returned, and what else the vendor has answered since. */
  async answers(assessmentId: string): Promise<ReturnedAnswer[]> {
    const rows = await this.rows(assessmentId);
    const named = rows.map(({ question }) => question);
    const others = await this.database.query<{ question: string; before: AnswerValue | null }>(
      `select r.question, b.value as before
       from app.assessment a
       join app.answer_revision r on r.organisation_id = a.organisation_id and r.assessment_id = a.id
         and r.at > a.returned_at and r.question <> all (:named::text[])
       left join lateral (
         select o.value from app.answer_revision o
         where o.organisation_id = a.organisation_id and o.assessment_id = a.id and o.question = r.question
           and o.at <= a.returned_at
         order by o.revision desc limit 1) b on true
       where a.organisation_id = :organisationId and a.id = :assessmentId
       group by r.question, b.value
       order by r.question`,
      { assessmentId, named },
    );
    const changed = others.map(({ question, before }) => ({ ...UNNAMED, question, before }));
    return [...rows.map(answerOf), ...changed];
  }

  /** What has to be looked at before it can be submitted once more; nothing while it is not returned. */
  async toLookAt(assessmentId: string, questionnaire: PublishedQuestionnaire): Promise<ReturnedQuestion[]> {
    const last = await this.last(assessmentId);
    if (last === null || !last.withVendor) return [];
    return toLookAt(await this.rows(assessmentId), questionnaire);
  }

  private async shown(assessmentId: string): Promise<ReadonlySet<string>> {
    const { versionId, answeredBefore, ...context } = await this.database.one<{
      readonly versionId: string;
      readonly answeredBefore: AnswerSheet | null;
      readonly facts: IntakeFacts;
      readonly settlements: readonly Settlement[];
      readonly elsewhere: readonly NamedFact[] | null;
      readonly asked: readonly string[] | null;
      readonly today: string;
    }>(
      `select a.questionnaire_version_id as version_id, a.answered_before, a.facts, a.settlements, a.elsewhere,
         a.asked_questions as asked, app.today(a.time_zone) as today
       from app.assessment a where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId },
      'assessment',
    );
    const answers = { ...answeredBefore, ...(await this.sheets.sheet(assessmentId)) };
    const questionnaire = await this.questionnaires.compiled(versionId);
    return new Set(visibleQuestions(questionnaire, { ...context, answers }));
  }

  private async revisions(assessmentId: string): Promise<Map<string, number>> {
    const rows = await this.database.query<{ question: string; revision: number }>(
      `select r.question, max(r.revision) as revision from app.answer_revision r
       where r.organisation_id = :organisationId and r.assessment_id = :assessmentId
       group by r.question`,
      { assessmentId },
    );
    return new Map(rows.map(({ question, revision }) => [question, revision]));
  }
}

const UNNAMED = {
  note: null,
  noteBy: null,
  changed: true,
  newDocument: false,
  openedBy: null,
  keptBecause: null,
  keptBy: null,
  keptAt: null,
} as const;

function answerOf({ question, note, byName, before, now, newDocument, ...row }: ReturnedRow): ReturnedAnswer {
  const { openedBy, keptBecause, keptBy, keptAt } = row;
  const changed = !sameValue(before, now);
  return {
    question,
    note,
    noteBy: byName,
    before,
    changed,
    newDocument,
    openedBy,
    keptBecause,
    keptBy,
    keptAt,
  };
}

/** Of what was returned; what the vendor opened by itself, or whose note is erased, has nothing to be looked at. */
export function toLookAt(
  rows: readonly ReturnedRow[],
  { questions }: PublishedQuestionnaire,
): ReturnedQuestion[] {
  return rows
    .filter(({ openedBy }) => openedBy === null)
    .map((row) => {
      const toSign = questions.some(({ id, type }) => id === row.question && type === 'attestation');
      return { row, toSign };
    })
    .filter(({ row, toSign }) => toSign || row.note !== null)
    .map(({ row, toSign }) => {
      const lookedAt = toSign ? row.revisionNow > row.revision : isLookedAt(row);
      return { question: row.question, toSign, lookedAt };
    });
}
