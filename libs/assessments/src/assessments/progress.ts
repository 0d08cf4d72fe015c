import { Injectable, Logger } from '@nestjs/common';
import { progress } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Database } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { AnswerReader } from './answer.reader';
import { AssessmentEntity } from './assessment.entity';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import { assessmentAnswering } from './assessment-changes';
import { ReturnedQuestions } from './returned-questions';

const AT_A_TIME = 200;

interface AnsweredAssessment extends Pick<
  AssessmentEntity,
  | 'engagementId'
  | 'questionnaireVersionId'
  | 'facts'
  | 'settlements'
  | 'elsewhere'
  | 'state'
  | 'askedQuestions'
  | 'answeredBefore'
> {
  readonly today: string;
  readonly answers: number;
}

/** Counts complete questions for lists: a save only marks the count as stale, so that saving stays cheap. */
@Injectable()
export class AssessmentProgress {
  private readonly logger = new Logger(AssessmentProgress.name);

  constructor(
    private readonly database: Database,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly returned: ReturnedQuestions,
    private readonly audit: Audit,
    private readonly changes: Changes,
  ) {}

  /** Recounts whatever is stale, each in a transaction of its own organisation; one error never stops the rest. */
  async recountStale(): Promise<void> {
    const stale = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ organisationId: string; assessmentId: string }>(
        'select * from lookup.stale_progress(:most)',
        { most: AT_A_TIME },
      ),
    );
    for (const { organisationId, assessmentId } of stale) {
      const actor = { kind: 'job', organisationId, name: 'progress' } as const;
      try {
        await this.database.run(actor, () => this.recount(assessmentId));
      } catch (error) {
        this.logger.error(error, `The progress of assessment ${assessmentId} was not counted.`);
      }
    }
  }

  async recount(assessmentId: string): Promise<void> {
    const assessment = await this.database.one<AnsweredAssessment>(
      `select a.engagement_id, a.questionnaire_version_id, a.facts, a.settlements, a.elsewhere, a.state,
         a.asked_questions, a.answered_before, app.today(a.time_zone) as today,
         (select count(*)::int from app.answer_revision r
          where r.organisation_id = a.organisation_id and r.assessment_id = a.id) as answers
       from app.assessment a where a.organisation_id = :organisationId and a.id = :assessmentId for update`,
      { assessmentId },
      'assessment',
    );
    // Saves hold a key share: those under way have landed before this lock was given and are counted here, later
    // ones wait for it and find the mark gone, so none is missed.
    await this.database.update(AssessmentProgressEntity, { assessmentId }, { staleSince: null });
    const questionnaire = await this.questionnaires.compiled(assessment.questionnaireVersionId);
    const { complete, shown } = progress(questionnaire, {
      answers: { ...assessment.answeredBefore, ...(await this.answers.sheet(assessmentId)) },
      asked: assessment.askedQuestions,
      facts: assessment.facts,
      settlements: assessment.settlements,
      elsewhere: assessment.elsewhere,
      today: assessment.today,
      returned: await this.returned.toLookAt(assessmentId, questionnaire),
    });
    await this.database.update(AssessmentProgressEntity, { assessmentId }, { answered: complete, shown });
    if (assessment.answers > 0 && (assessment.state === 'opened' || assessment.state === 'returned')) {
      await this.startAnswering(assessmentId, assessment);
    }
  }

  private async startAnswering(id: string, { engagementId, state }: AnsweredAssessment): Promise<void> {
    if (state === 'returned' && !(await this.answeredSinceReturn(id))) return;
    await this.database.update(AssessmentEntity, { id }, { state: 'answering' });
    await this.audit.record({ what: 'assessment.answering', object: { kind: 'assessment', id } });
    this.changes.note(assessmentAnswering({ assessmentId: id, engagementId }));
  }

  /** What a return has taken over from follow-ups nobody has typed into this form. */
  private async answeredSinceReturn(id: string): Promise<boolean> {
    const { since } = await this.database.one<{ since: boolean }>(
      `select exists (
         select from app.answer_revision r
         where r.organisation_id = a.organisation_id and r.assessment_id = a.id and r.at > a.submitted_at
           and not exists (
             select from app.assessment f
             join app.answer_revision o on o.organisation_id = f.organisation_id and o.assessment_id = f.id
             where f.organisation_id = a.organisation_id and f.follows_id = a.id
               and o.question = r.question and o.at = r.at)) as since
       from app.assessment a where a.organisation_id = :organisationId and a.id = :id`,
      { id },
    );
    return since;
  }
}
