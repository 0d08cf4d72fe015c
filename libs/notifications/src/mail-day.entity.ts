import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('mail_day', { schema: 'app' })
@ForeignKey('NotificationEntity', ['organisationId', 'notificationId'], ['organisationId', 'id'], {
  name: 'mail_day_notification_fk',
})
@Index('mail_day_notification_index', ['organisationId', 'notificationId'])
export class MailDayEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly address: string;

  @PrimaryColumn({ type: 'date' })
  readonly localDay: string;

  @Column({ type: 'uuid' })
  readonly notificationId: string;
}
