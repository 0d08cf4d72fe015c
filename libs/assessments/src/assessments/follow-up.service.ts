import { Injectable } from '@nestjs/common';
import {
  addDays,
  type AnswerSheet,
  type AssessmentState,
  type CompiledQuestionnaire,
  REVIEWABLE_STATES,
} from '@countersign/domain';
import { Changes, Clock, conflict, Database, type MemberActor, say } from '@countersign/platform';
import { Questionnaires } from '../questionnaires/questionnaires';
import { AnswerReader } from './answer.reader';
import { followUpSent } from './assessment-changes';
import type { NewFollowUp } from './assessment.dto';
import { SendingService } from './sending.service';

/** Days to answer what a later intake has opened, unless somebody gives others. */
const OFF_CYCLE_DAYS = 30;

/** Answers whose words are the questionnaire's own: no condition reads another. */
const READ_BY_CONDITIONS: readonly string[] = [
  'single',
  'multi',
  'yes_no',
  'yes_no_partial_na',
  'number',
  'date',
];

interface Followed {
  readonly engagementId: string;
  readonly questionnaireVersionId: string;
  readonly contactId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  readonly offCycle: Readonly<Record<string, string | null>> | null;
}

/** Asks the vendor what a later intake has opened, apart from the submission, which stays as it was. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly questionnaires: Questionnaires,
    private readonly answers: AnswerReader,
    private readonly sending: SendingService,
    private readonly changes: Changes,
  ) {}

  /** Every question that is open and in no sending yet. */
  async send(assessmentId: string, wanted: NewFollowUp, member: MemberActor): Promise<string> {
    const followed = await this.lock(assessmentId);
    const asked = Object.entries(followed.offCycle ?? {}).flatMap(([id, dueOn]) =>
      dueOn === null ? [id] : [],
    );
    if (followed.followsId !== null || !ASKABLE.includes(followed.state) || asked.length === 0)
      throw conflict('nothing-to-ask', say('refusal.nothing-to-ask'));
    const questionnaire = await this.questionnaires.compiled(followed.questionnaireVersionId);
    const today = await this.clock.today();
    const id = await this.sending.begin(
      followed.engagementId,
      {
        questionnaireVersionId: followed.questionnaireVersionId,
        contactId: wanted.contactId ?? followed.contactId,
        dueOn: wanted.dueOn ?? addDays(today, OFF_CYCLE_DAYS),
        message: wanted.message,
      },
      {
        member,
        followUp: {
          followsId: assessmentId,
          askedQuestions: asked,
          answeredBefore: readByConditions(questionnaire, await this.answers.sheet(assessmentId)),
        },
      },
    );
    this.changes.note(followUpSent({ assessmentId: id, engagementId: followed.engagementId }));
    return id;
  }

  /** Two who send at once: the second finds nothing left to ask. */
  private lock(id: string): Promise<Followed> {
    return this.database.one<Followed>(
      `select a.engagement_id, a.questionnaire_version_id, a.contact_id, a.state, a.follows_id, a.off_cycle
       from app.assessment a where a.organisation_id = :organisationId and a.id = :id for update`,
      { id },
      'assessment',
    );
  }
}

/** While it is with the vendor, its own form asks what is open. */
const ASKABLE: readonly AssessmentState[] = [...REVIEWABLE_STATES, 'closed'];

function readByConditions({ questions }: CompiledQuestionnaire, answers: AnswerSheet): AnswerSheet {
  return Object.fromEntries(
    questions
      .filter(({ id, type }) => READ_BY_CONDITIONS.includes(type) && Object.hasOwn(answers, id))
      .map(({ id }) => [id, { answer: answers[id]?.answer ?? null, followUps: {}, naReason: null }]),
  );
}
