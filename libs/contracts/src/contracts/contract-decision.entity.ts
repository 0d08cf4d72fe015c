import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract_decision', { schema: 'app' })
@Check(
  'contract_decision_decision_check',
  "(decision = ANY (ARRAY['renew'::text, 'renegotiate'::text, 'end'::text, 'until-further-notice'::text]))",
)
@Check(
  'contract_decision_withdrawn_because_check',
  "(withdrawn_because = ANY (ARRAY['replaced'::text, 'last-day-moved'::text, 'notice-withdrawn'::text]))",
)
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'contract_decision_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'contract_decision_member_fk',
})
@Index('contract_decision_member_index', ['organisationId', 'byMemberId'])
@Index('contract_decision_standing_index', ['organisationId', 'contractId', 'termNumber'], {
  unique: true,
  where: '(withdrawn_at IS NULL)',
})
export class ContractDecisionEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly contractId: string;

  @Column({ type: 'integer' })
  readonly termNumber: number;

  @Column({ type: 'text' })
  readonly decision: string;

  @Column({ type: 'text' })
  readonly reason: string;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnBecause: string | null;
}
