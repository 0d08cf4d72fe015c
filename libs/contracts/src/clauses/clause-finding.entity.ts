import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('clause_finding', { schema: 'app' })
@Check(
  'clause_finding_exception_check',
  "((status <> 'excepted'::text) OR ((exception_until IS NOT NULL) AND (exception_reason IS NOT NULL)))",
)
@Check(
  'clause_finding_quote_check',
  "((status <> ALL (ARRAY['present'::text, 'partial'::text])) OR (quote IS NOT NULL))",
)
@Check(
  'clause_finding_status_check',
  "(status = ANY (ARRAY['present'::text, 'partial'::text, 'missing'::text, 'excepted'::text]))",
)
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'clause_finding_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'clause_finding_member_fk',
})
@Index('clause_finding_member_index', ['organisationId', 'byMemberId'])
@Check('clause_finding_revision_check', '(revision > 0)')
export class ClauseFindingEntity {
  declare readonly byDefault: 'at' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly contractId: string;

  @PrimaryColumn({ type: 'text' })
  readonly clause: string;

  @Column({ type: 'text' })
  readonly status: string;

  @Column({ type: 'text', nullable: true })
  readonly quote: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly page: number | null;

  @Column({ type: 'date', nullable: true })
  readonly exceptionUntil: string | null;

  @Column({ type: 'text', nullable: true })
  readonly exceptionReason: string | null;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
