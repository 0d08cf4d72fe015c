import { ApprovalEntity } from './engagements/approval.entity';
import { EngagementEntity } from './engagements/engagement.entity';
import { StandingHistoryEntity } from './standings/standing-history.entity';
import { StandingEntity } from './standings/standing.entity';
import { ContactEntity } from './vendors/contact.entity';
import { VendorEntity } from './vendors/vendor.entity';

/** The tables of this library, named one by one. */
export const portfolioEntities = [
  VendorEntity,
  ContactEntity,
  EngagementEntity,
  ApprovalEntity,
  StandingEntity,
  StandingHistoryEntity,
] as const;
