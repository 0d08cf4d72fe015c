import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import { ReturnedQuestionEntity, ReturnedQuestions, type ReturnedRow } from '@countersign/assessments';
import { ClosedQuestions } from '@countersign/evidence';
import { Questionnaires } from '@countersign/questionnaires';
import { Audit } from '@countersign/audit';
import {
  conflict,
  Database,
  expression,
  notFound,
  say,
  stale,
  textList,
  type RespondentActor,
  type Words,
} from '@countersign/platform';
import type { KeptAnswer, RespondentReturn, ReturnedLine, StandingReason } from './responding.dto';

interface WithVendor {
  readonly round: number;
  readonly questionnaireVersionId: string;
}

/** What the vendor does with answers that were returned: stands by one, or opens one that was not asked for. */
@Injectable()
export class ReturnedService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly questionnaires: Questionnaires,
    private readonly returned: ReturnedQuestions,
    private readonly closed: ClosedQuestions,
  ) {}

  /** Null while the answers are not returned, and where they were before a return named its questions. */
  async of(id: string): Promise<RespondentReturn | null> {
    const last = await this.returned.last(id);
    if (last === null || !last.withVendor) return null;
    const rows = await this.returned.rows(id);
    return {
      by: last.by,
      at: last.at,
      questions: rows.map(lineOf),
      closedQuestions: last.inPart ? await this.closed.of(id) : [],
    };
  }

  /** The reason is what the vendor says to the note; it comes with the next submission. */
  async keep(actor: RespondentActor, question: string, { because, revision }: KeptAnswer): Promise<void> {
    const { assessmentId: id } = actor;
    const { round, questionnaireVersionId } = await this.lock(id);
    const said = because?.trim() || null;
    const { zone, ...present } = await this.standing(id, round, question);
    await this.refuseSigned(questionnaireVersionId, question);
    if (present.because === said) return;
    if (present.revision !== revision) throw stale(present, saidBy(present, zone));
    await this.database.continueAsJob('returned answer');
    await this.database.update(
      ReturnedQuestionEntity,
      { assessmentId: id, round, question },
      {
        keptBecause: said,
        keptBy: said === null ? null : (actor.name ?? 'A contact'),
        keptAt: said === null ? null : expression`app.now()`,
        keptRevision: expression`kept_revision + 1`,
      },
    );
    await this.recountLater(id);
    await this.audit.record({
      what: said === null ? 'answer.stands-no-more' : 'answer.stands',
      object: { kind: 'assessment', id },
      before: { question, because: present.because },
      after: { question, because: said },
      by: signer(actor),
    });
  }

  /** The assessment is locked before, so that of two people the second sees what the first has said. */
  private async standing(
    id: string,
    round: number,
    question: string,
  ): Promise<StandingReason & { readonly zone: string }> {
    const standing = await this.database.maybeOne<StandingReason & { readonly zone: string }>(
      `select q.kept_revision as revision, q.kept_because as because, q.kept_by as "by", q.kept_at as at,
         (select a.time_zone from app.assessment a
         where a.organisation_id = q.organisation_id and a.id = q.assessment_id) as zone
       from app.returned_question q
       where q.organisation_id = :organisationId and q.assessment_id = :id and q.round = :round
         and q.question = :question and q.note is not null`,
      { id, round, question },
    );
    if (standing === null) throw notFound('question');
    return standing;
  }

  /** What is open already stays so: two people may open the same. */
  async open(actor: RespondentActor, wanted: readonly string[]): Promise<void> {
    const { assessmentId: id } = actor;
    if (actor.sections !== null) throw conflict('answers-a-part');
    const { round, questionnaireVersionId } = await this.lock(id);
    const { questions } = await this.questionnaires.forRespondent(questionnaireVersionId);
    const closed = new Set(await this.closed.of(id));
    const opened = questions.filter(({ id: question }) => wanted.includes(question) && closed.has(question));
    if (opened.length === 0) return;
    await this.database.continueAsJob('opened answers');
    await this.database.query(
      `insert into app.returned_question
         (organisation_id, assessment_id, round, question, section, revision, opened_by)
       select :organisationId, :id, :round, w.question, w.section, r.revision, :name
       from unnest(:questions::text[], :sections::text[]) w(question, section)
       join lateral (
         select max(o.revision) as revision from app.answer_revision o
         where o.organisation_id = :organisationId and o.assessment_id = :id and o.question = w.question) r on true`,
      {
        id,
        round,
        questions: opened.map((question) => question.id),
        sections: opened.map(({ section }) => section),
        name: actor.name ?? 'A contact',
      },
    );
    await this.audit.record({
      what: 'assessment.questions-opened',
      object: { kind: 'assessment', id },
      after: { questions: opened.map((question) => question.id) },
      by: signer(actor),
    });
  }

  /** What was signed is signed anew: no reason takes the place of a signature. */
  private async refuseSigned(versionId: string, question: string): Promise<void> {
    const { questions } = await this.questionnaires.forRespondent(versionId);
    if (questions.some(({ id, type }) => id === question && type === 'attestation'))
      throw conflict('signed-anew');
  }

  private async recountLater(id: string): Promise<void> {
    await this.database.query(
      `update app.assessment_progress set stale_since = clock_timestamp()
       where organisation_id = :organisationId and assessment_id = :id`,
      { id },
    );
  }

  /** A submission that came first has frozen it. */
  private async lock(id: string): Promise<WithVendor> {
    const found = await this.database.maybeOne<WithVendor>(
      `select a.return_round as round, a.questionnaire_version_id from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id and a.return_round > 0
         and a.state in (${textList(ANSWERABLE_STATES)})
       for update`,
      { id },
    );
    if (found === null) throw conflict('assessment-closed', say('refusal.assessment-closed'));
    return found;
  }
}

function signer({ contactId, name }: RespondentActor) {
  return { kind: 'respondent', id: contactId, name: name ?? '' } as const;
}

function lineOf(row: ReturnedRow): ReturnedLine {
  const { question, note, byName, openedBy, revision, before, keptBecause, keptBy, keptAt, keptRevision } =
    row;
  const asked = openedBy === null;
  const kept = { keptBecause, keptBy, keptAt, keptRevision };
  return { question, note, noteBy: byName, asked, revision, before, ...kept };
}

/** Who was first, and when; nobody where it was taken back. */
function saidBy({ by, at }: StandingReason, zone: string): Words {
  if (by === null || at === null) return say('returned.service.taken-back');
  return say('returned.service.said-by', { by, at: { at, zone } });
}
