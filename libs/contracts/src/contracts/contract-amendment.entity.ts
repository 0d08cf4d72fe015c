import type { Amendment } from '@countersign/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract_amendment', { schema: 'app' })
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'contract_amendment_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'contract_amendment_member_fk',
})
@Index('contract_amendment_contract_index', ['organisationId', 'contractId'])
@Index('contract_amendment_member_index', ['organisationId', 'byMemberId'])
export class ContractAmendmentEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly contractId: string;

  /** As it stands among the contract's terms. */
  @Column({ type: 'jsonb' })
  readonly amendment: Amendment;

  /** Null where it was recorded before there was a row of its own, and the trail no longer says by whom. */
  @Column({ type: 'uuid', nullable: true })
  readonly byMemberId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly byName: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  /** A correction of the terms left it out. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;
}
