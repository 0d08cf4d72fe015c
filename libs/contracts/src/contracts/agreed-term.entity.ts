import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('agreed_term', { schema: 'app' })
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'agreed_term_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'agreed_term_member_fk',
})
@Index('agreed_term_member_index', ['organisationId', 'byMemberId'])
@Index('agreed_term_standing_index', ['organisationId', 'contractId', 'position'], {
  unique: true,
  where: '(withdrawn_at IS NULL)',
})
export class AgreedTermEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly contractId: string;

  /** Among the terms agreed one by one, the first is 1. */
  @Column({ type: 'integer' })
  readonly position: number;

  @Column({ type: 'date' })
  readonly lastDay: string;

  @Column({ type: 'date' })
  readonly signedOn: string;

  /** What was signed, and where it is kept. */
  @Column({ type: 'text', nullable: true })
  readonly document: string | null;

  /** Null where it was recorded together with the contract, before there was a row of its own. */
  @Column({ type: 'uuid', nullable: true })
  readonly byMemberId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly byName: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;
}
