import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract_engagement', { schema: 'app' })
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'contract_engagement_contract_fk',
})
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'contract_engagement_engagement_fk',
})
@Index('contract_engagement_engagement_index', ['organisationId', 'engagementId'])
export class ContractEngagementEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly contractId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly engagementId: string;
}
