import { type Words } from '@countersign/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('notification', { schema: 'app' })
@Check('notification_recipient_check', '(recipient = lower(recipient))')
@Check(
  'notification_state_check',
  "(state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'superseded'::text, 'failed'::text, 'suppressed'::text, 'let-go'::text]))",
)
@ForeignKey('ContactEntity', ['organisationId', 'contactId'], ['organisationId', 'id'], {
  name: 'notification_contact_fk',
})
@ForeignKey('NotificationEntity', ['organisationId', 'digestId'], ['organisationId', 'id'], {
  name: 'notification_digest_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'notification_member_fk',
})
@ForeignKey('MilestoneEntity', ['organisationId', 'milestoneId'], ['organisationId', 'id'], {
  name: 'notification_milestone_fk',
})
@Unique('notification_occasion_key', ['organisationId', 'occasion', 'recipient'])
@Index('notification_contact_index', ['organisationId', 'contactId'])
@Index('notification_member_index', ['organisationId', 'memberId'])
@Index('notification_milestone_index', ['organisationId', 'milestoneId'])
@Index('notification_object_index', ['organisationId', 'objectKind', 'objectId'])
@Index('notification_turn_index', ['organisationId', 'dueAt', 'id'], {
  where: "(state = ANY (ARRAY['pending'::text, 'sending'::text]))",
})
export class NotificationEntity {
  declare readonly byDefault:
    | 'id'
    | 'part'
    | 'immediate'
    | 'payload'
    | 'state'
    | 'dueAt'
    | 'notBefore'
    | 'attempts'
    | 'deferrals'
    | 'inDoubt'
    | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly occasion: string;

  @Column({ type: 'text' })
  readonly recipient: string;

  @Column({ type: 'text' })
  readonly recipientName: string;

  @Column({ type: 'uuid', nullable: true })
  readonly memberId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly contactId: string | null;

  @Column({ type: 'text' })
  readonly kind: string;

  @Column({ type: 'text' })
  readonly objectKind: string;

  @Column({ type: 'uuid' })
  readonly objectId: string;

  @Column({ type: 'integer', default: 0 })
  readonly part: number;

  @Column({ type: 'uuid', nullable: true })
  readonly milestoneId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly ladder: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly rung: number | null;

  @Column({ type: 'integer', nullable: true })
  readonly scheduleVersion: number | null;

  @Column({ type: 'boolean', default: false })
  readonly immediate: boolean;

  @Column({ type: 'jsonb', default: '{}' })
  readonly payload: unknown;

  @Column({ type: 'text', default: 'pending' })
  readonly state: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly dueAt: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly notBefore: string;

  @Column({ type: 'integer', default: 0 })
  readonly attempts: number;

  /** How often a mail server put it off; an outage puts nothing off. */
  @Column({ type: 'integer', default: 0 })
  readonly deferrals: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly leaseUntil: string | null;

  @Column({ type: 'text', nullable: true })
  readonly messageId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly subject: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  readonly sentAt: string | null;

  @Column({ type: 'boolean', default: false })
  readonly inDoubt: boolean;

  @Column({ type: 'jsonb', nullable: true })
  readonly reason: Words | null;

  @Column({ type: 'uuid', nullable: true })
  readonly digestId: string | null;

  @Column({ type: 'date', nullable: true })
  readonly localDay: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;
}
