import { Injectable } from '@nestjs/common';
import {
  addDays,
  type AnswerSheet,
  type AssessmentState,
  type CompiledQuestionnaire,
  type IntakeFacts,
  REVIEWABLE_STATES,
  visibleQuestions,
} from '@countersign/domain';
import { Changes, Clock, conflict, Database, type MemberActor, say } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { followUpSent } from './assessment-changes';
import type { NewFollowUp } from './assessment.dto';
import { ScoredSubmissions } from './scored-submissions';
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
  readonly intake: IntakeFacts;
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
    private readonly submissions: ScoredSubmissions,
    private readonly sending: SendingService,
    private readonly changes: Changes,
  ) {}

  /** Every question that is open and in no sending yet. */
  async send(assessmentId: string, wanted: NewFollowUp, member: MemberActor): Promise<string> {
    const followed = await this.lock(assessmentId);
    const open = Object.entries(followed.offCycle ?? {}).flatMap(([id, dueOn]) =>
      dueOn === null ? [id] : [],
    );
    const questionnaire = await this.questionnaires.compiled(followed.questionnaireVersionId);
    const today = await this.clock.today();
    const answers = readByConditions(questionnaire, await this.submissions.answersOf(assessmentId));
    // What only another questionnaire names is not in the vendor's form before somebody adopts it.
    const asked = visibleQuestions(questionnaire, {
      answers,
      facts: followed.intake,
      settlements: [],
      today,
      asked: open,
    });
    if (followed.followsId !== null || !ASKABLE.includes(followed.state) || asked.length === 0)
      throw conflict('nothing-to-ask', say('refusal.nothing-to-ask'));
    const id = await this.sending.begin(
      followed.engagementId,
      {
        questionnaireVersionId: followed.questionnaireVersionId,
        contactId: wanted.contactId ?? (await this.contactOf(followed)),
        dueOn: wanted.dueOn ?? addDays(today, OFF_CYCLE_DAYS),
        message: wanted.message,
        confirmed: null,
      },
      {
        member,
        followUp: {
          followsId: assessmentId,
          askedQuestions: asked,
          answeredBefore: answers,
        },
      },
    );
    this.changes.note(followUpSent({ assessmentId: id, engagementId: followed.engagementId }));
    return id;
  }

  /** Whoever submitted has perhaps left since; who is asked then is only plain where one contact is there. */
  private async contactOf({ contactId }: Followed): Promise<string> {
    const active = await this.database.query<{ id: string }>(
      `select c.id from app.contact c
       join app.contact f on f.organisation_id = c.organisation_id and f.vendor_id = c.vendor_id
       where c.organisation_id = :organisationId and f.id = :contactId and c.active
       order by c.id`,
      { contactId },
    );
    const [only, ...others] = active;
    const stays = only === undefined || others.length > 0 || active.some(({ id }) => id === contactId);
    return stays ? contactId : only.id;
  }

  /** Two who send at once: the second finds nothing left to ask. */
  private lock(id: string): Promise<Followed> {
    return this.database.one<Followed>(
      `select a.engagement_id, a.questionnaire_version_id, a.contact_id, a.state, a.follows_id, a.off_cycle, e.intake
       from app.assessment a
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       where a.organisation_id = :organisationId and a.id = :id for update of a`,
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
