import { LadderRungEntity } from './ladder-rung.entity';
import { MailDayEntity } from './mail-day.entity';
import { MilestoneEntity } from './milestone.entity';
import { MilestoneRungEntity } from './milestone-rung.entity';
import { NotificationEntity } from './notification.entity';
import { SuppressedAddressEntity } from './suppressed-address.entity';

/** The tables of this library, named one by one. */
export const notificationsEntities = [
  LadderRungEntity,
  MilestoneEntity,
  MilestoneRungEntity,
  NotificationEntity,
  SuppressedAddressEntity,
  MailDayEntity,
] as const;
