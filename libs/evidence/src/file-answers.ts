import { Injectable } from '@nestjs/common';
import type { AnswerValue, QuestionType } from '@countersign/domain';
import { asJson, conflict, Database, type RespondentActor } from '@countersign/platform';

/** Of one question: files and words may come at the same moment from several tabs. */
const MOST_TRIES = 5;

/** Of the questionnaire, what files at a question have to know of it. */
export interface AskedForFiles {
  readonly id: string;
  readonly type: QuestionType;
  readonly section: string;
}

/**
 * A question that is answered by files: its answer names what is attached, as a revision like any other, so that whatever
 * reads answers reads this one too. In the transaction in which a file comes or goes.
 */
@Injectable()
export class FileAnswers {
  constructor(private readonly database: Database) {}

  async follow(
    actor: RespondentActor,
    asked: AskedForFiles,
    { without = null }: { readonly without?: string | null } = {},
  ): Promise<void> {
    if (asked.type !== 'file') return;
    // a save of the same question may land between: then what it says is kept with the files
    for (let tries = 1; ; tries++) {
      const status = await this.write(actor, asked, without);
      if (status === 'saved') return;
      if (status === 'not-open') throw conflict('question-not-open');
      if (status !== 'conflict' || tries === MOST_TRIES) throw conflict('assessment-closed');
    }
  }

  private async write(actor: RespondentActor, to: AskedForFiles, without: string | null): Promise<string> {
    const { assessmentId } = actor;
    const { id, section } = to;
    const before = await this.database.maybeOne<{ value: AnswerValue; revision: number }>(
      `select r.value, r.revision from app.answer_revision r
       where r.organisation_id = :organisationId and r.assessment_id = :assessmentId and r.question = :id
       order by r.revision desc limit 1`,
      { assessmentId, id },
    );
    const others = before?.value ?? { followUps: {}, naReason: null };
    const value: AnswerValue = { ...others, answer: await this.namesAt(assessmentId, id, without) };
    const { status } = await this.database.one<{ status: string }>(
      `select status from app.autosave(:organisationId, :session, :assessmentId, :id, :section, :value, :base, :from)`,
      {
        session: actor.sessionHash,
        assessmentId,
        id,
        section,
        value: asJson(value),
        base: before?.revision ?? 0,
        from: actor.from ?? null,
      },
    );
    // the save plans for itself by index and without sorting, which is not for what this transaction does after it
    await this.database.query(
      `select set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true)`,
    );
    return status;
  }

  /** Null where there are none: no answer. */
  async namesAt(
    assessmentId: string,
    question: string,
    without: string | null = null,
  ): Promise<readonly string[] | null> {
    const files = await this.database.query<{ name: string }>(
      `select v.name from app.evidence v
       where v.organisation_id = :organisationId and v.assessment_id = :assessmentId
         and v.question = :question and v.withdrawn_at is null
         and (:without::uuid is null or v.id <> :without)
       order by v.uploaded_at, v.id`,
      { assessmentId, question, without },
    );
    return files.length === 0 ? null : files.map(({ name }) => name);
  }
}
