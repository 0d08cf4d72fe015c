import { Injectable } from '@nestjs/common';
import {
  checkAnswer,
  isBlank,
  isDisputedNa,
  textIn,
  type RespondentQuestion,
  type Text,
} from '@countersign/domain';
import { AnswerReader, AnswerSourceEntity } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Questionnaires } from '@countersign/questionnaires';
import { asJson, Database, readersLanguage, type RespondentActor } from '@countersign/platform';
import type { EarlierAnswer, TakenAnswer, TookOver } from './beside.dto';
import { respondentIdleLimit } from './respondent-grants';

type Found = Omit<EarlierAnswer, 'title'> & { readonly title: Text; readonly section: string };

interface Own {
  readonly questionnaireVersionId: string;
  readonly today: string;
}

/**
 * What this vendor has answered to the same question before, as far as the contact may read it: `lookup.` decides that.
 * Nothing is filled in by itself: an answer is taken over by the contact's act, as a revision that names its source.
 */
@Injectable()
export class EarlierAnswers {
  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly audit: Audit,
  ) {}

  /** At most one to a question: of the same service before others, the newest first. */
  async of(actor: RespondentActor): Promise<EarlierAnswer[]> {
    return (await this.offered(actor)).map(({ section: _section, title, ...answer }) => ({
      ...answer,
      title: textIn(title, readersLanguage()),
    }));
  }

  /** Only where nothing is answered: what stands is never replaced. */
  async takeOver(actor: RespondentActor, wanted: readonly TakenAnswer[]): Promise<TookOver> {
    const { assessmentId } = actor;
    const offered = new Map((await this.offered(actor)).map((answer) => [answer.question, answer]));
    const own = await this.answers.latest(assessmentId);
    const taken: Found[] = [];
    const left: string[] = [];
    for (const { question, assessmentId: from, revision } of wanted) {
      const answer = offered.get(question);
      const standing = own[question];
      const isOffered = answer?.assessmentId === from && answer.revision === revision;
      const isFree = standing === undefined || isBlank(standing.value.answer);
      const kept = isOffered && isFree && (await this.keep(actor, answer, standing?.revision ?? 0));
      if (kept) taken.push(answer);
      else left.push(question);
    }
    for (const [from, answers] of bySource(taken)) await this.record(assessmentId, from, answers);
    return { taken: taken.map(({ question }) => question), left };
  }

  private async keep(actor: RespondentActor, answer: Found, base: number): Promise<boolean> {
    const { question, section, value, assessmentId: fromAssessmentId, revision: fromRevision } = answer;
    const [saved] = await this.database.query<{ status: string; revision: number | null }>(
      `select status, revision
       from app.autosave(:organisationId, :session, :assessmentId, :question, :section, :value::jsonb, :base, :from)`,
      {
        organisationId: actor.organisationId,
        session: actor.sessionHash,
        assessmentId: actor.assessmentId,
        question,
        section,
        value: asJson(value),
        base,
        from: actor.from ?? null,
      },
    );
    if (saved?.status !== 'saved' || saved.revision === null) return false;
    await this.database.insert(AnswerSourceEntity, {
      assessmentId: actor.assessmentId,
      question,
      revision: saved.revision,
      section,
      fromAssessmentId,
      fromRevision,
    });
    return true;
  }

  private record(id: string, takenFrom: string, answers: readonly Found[]): Promise<void> {
    return this.audit.record({
      what: 'assessment.answers-taken-over',
      object: { kind: 'assessment', id },
      after: { takenFrom, questions: answers.map(({ question }) => question) },
    });
  }

  private async offered(actor: RespondentActor): Promise<Found[]> {
    const rows = await this.database.query<Found>(
      `select e.question, e.section, e.value, e.revision, e.by_name as by, e.at, e.assessment_id, e.service_name,
         e.title, e.submitted, e.same_service
       from lookup.earlier_answers_of_respondent(:session, :idle::interval) e
       order by e.same_service desc, e.at desc, e.assessment_id`,
      { session: actor.sessionHash, idle: respondentIdleLimit },
    );
    if (rows.length === 0) return [];
    const { questionnaireVersionId, today } = await this.own(actor.assessmentId);
    const { questions } = await this.questionnaires.forRespondent(questionnaireVersionId);
    const asked = new Map(questions.map((question) => [question.id, question]));
    const first = new Map<string, Found>();
    for (const row of rows) {
      const question = asked.get(row.question);
      if (question === undefined || first.has(row.question) || !isOfUse(question, row, today)) continue;
      first.set(row.question, row);
    }
    return [...first.values()];
  }

  private own(id: string): Promise<Own> {
    return this.database.one<Own>(
      `select a.questionnaire_version_id, app.today(a.time_zone) as today from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }
}

/** Taken back, a dispute about the scope of that service, or not right here any more: that is no answer to offer. */
function isOfUse(question: RespondentQuestion, { value }: Found, today: string): boolean {
  const { answer } = value;
  if (isBlank(answer) || isDisputedNa(question, answer)) return false;
  if (answer === 'na' && value.naReason === null) return false;
  return checkAnswer(question, value, { today }).length === 0;
}

function bySource(answers: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const sources = new Map<string, Found[]>();
  for (const answer of answers)
    sources.set(answer.assessmentId, [...(sources.get(answer.assessmentId) ?? []), answer]);
  return sources;
}
