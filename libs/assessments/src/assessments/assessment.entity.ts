import type {
  AnswerSheet,
  AssessmentState,
  FactsInForce,
  IntakeFacts,
  NamedFact,
  Settlement,
} from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** As the form had it: all that can change of it once it is signed. */
export interface SubmittedScope {
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly elsewhere: readonly NamedFact[] | null;
  readonly asked: readonly string[] | null;
}

@Entity('assessment', { schema: 'app' })
@Check(
  'assessment_state_check',
  "(state = ANY (ARRAY['draft'::text, 'sent'::text, 'opened'::text, 'answering'::text, 'submitted'::text, 'in-review'::text, 'returned'::text, 'declined'::text, 'closed'::text, 'cancelled'::text]))",
)
@Check('assessment_follows_check', '((follows_id IS NULL) = (asked_questions IS NULL))')
@ForeignKey('MemberEntity', ['organisationId', 'askedById'], ['organisationId', 'id'], {
  name: 'assessment_asked_by_fk',
})
@ForeignKey('ContactEntity', ['organisationId', 'contactId'], ['organisationId', 'id'], {
  name: 'assessment_contact_fk',
})
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'assessment_engagement_fk',
})
@ForeignKey('AssessmentEntity', ['organisationId', 'followsId'], ['organisationId', 'id'], {
  name: 'assessment_follows_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'reviewerId'], ['organisationId', 'id'], {
  name: 'assessment_reviewer_fk',
})
@ForeignKey(
  'QuestionnaireVersionEntity',
  ['organisationId', 'questionnaireVersionId'],
  ['organisationId', 'id'],
  { name: 'assessment_version_fk' },
)
@Index('assessment_contact_index', ['organisationId', 'contactId'])
@Index('assessment_engagement_index', ['organisationId', 'engagementId'])
@Index('assessment_follows_index', ['organisationId', 'followsId'])
@Index('assessment_state_index', ['organisationId', 'state', 'dueOn'])
@Index('assessment_unsent_index', { synchronize: false })
export class AssessmentEntity {
  declare readonly byDefault:
    | 'id'
    | 'state'
    | 'settlements'
    | 'returnRound'
    | 'returnedInPart'
    | 'scheduleVersion'
    | 'revision'
    | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'uuid' })
  readonly questionnaireVersionId: string;

  @Column({ type: 'uuid' })
  readonly contactId: string;

  @Column({ type: 'text', default: 'draft' })
  readonly state: AssessmentState;

  @Column({ type: 'date' })
  readonly dueOn: string;

  @Column({ type: 'date' })
  readonly graceUntil: string;

  @Column({ type: 'jsonb' })
  readonly facts: IntakeFacts;

  /** The facts in force when it was submitted; null before, and where it was before anybody kept them. */
  @Column({ type: 'jsonb', nullable: true })
  readonly factsSubmitted: FactsInForce | null;

  /** What members have settled of its scope, without who and why: a respondent reads this row. */
  @Column({ type: 'jsonb', default: [] })
  readonly settlements: readonly Settlement[];

  /** What other questionnaires' submissions name; null where the form reads its own answers alone. */
  @Column({ type: 'jsonb', nullable: true })
  readonly elsewhere: readonly NamedFact[] | null;

  /** By question that a later intake has opened, the last day to answer it; null where nobody has sent it yet. */
  @Column({ type: 'jsonb', nullable: true })
  readonly offCycle: Readonly<Record<string, string | null>> | null;

  /** The assessment whose submission it follows, to ask what has been opened since; null for a questionnaire in full. */
  @Column({ type: 'uuid', nullable: true })
  readonly followsId: string | null;

  /** Of a follow-up: what it asks. */
  @Column({ type: 'text', array: true, nullable: true })
  readonly askedQuestions: readonly string[] | null;

  /** Of a follow-up: what conditions read of the answers before. */
  @Column({ type: 'jsonb', nullable: true })
  readonly answeredBefore: AnswerSheet | null;

  @Column({ type: 'text', nullable: true })
  readonly message: string | null;

  @Column({ type: 'text', nullable: true })
  readonly returnedMessage: string | null;

  /** How many times it was returned since a return names its questions. */
  @Column({ type: 'integer', default: 0 })
  readonly returnRound: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly returnedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly returnedBy: string | null;

  /** Only what was returned, or opened since, can be changed. */
  @Column({ type: 'boolean', default: false })
  readonly returnedInPart: boolean;

  @Column({ type: 'text' })
  readonly organisationName: string;

  @Column({ type: 'text' })
  readonly timeZone: string;

  @Column({ type: 'text' })
  readonly vendorName: string;

  @Column({ type: 'text' })
  readonly serviceName: string;

  @Column({ type: 'text' })
  readonly contactName: string;

  @Column({ type: 'uuid', nullable: true })
  readonly askedById: string | null;

  @Column({ type: 'text' })
  readonly askedBy: string;

  @Column({ type: 'text' })
  readonly askedByEmail: string;

  @Column({ type: 'integer', default: 1 })
  readonly scheduleVersion: number;

  /** Rises with each change of due day, contact and message. */
  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly sentAt: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly openedAt: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly submittedAt: string | null;

  /** Who signed the latest submission. */
  @Column({ type: 'text', nullable: true })
  readonly submittedBy: string | null;

  /** What opened and closed questions of the latest submission when it was signed; null where nobody kept it yet. */
  @Column({ type: 'jsonb', nullable: true })
  readonly submittedScope: SubmittedScope | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly reviewStartedAt: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly reviewerId: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly closedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly closedBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly receipt: string | null;
}
