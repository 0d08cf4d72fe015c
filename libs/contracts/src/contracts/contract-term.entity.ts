import type { TermEnding } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract_term', { schema: 'app' })
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'contract_term_contract_fk',
})
@Check(
  'contract_term_ending_check',
  "(ending = ANY (ARRAY['renews'::text, 'agreed'::text, 'ends'::text, 'agreement-needed'::text, 'not-known'::text]))",
)
@Index('contract_term_send_index', ['organisationId', 'lastSendDay'])
export class ContractTermEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly contractId: string;

  @PrimaryColumn({ type: 'integer' })
  readonly number: number;

  @Column({ type: 'date' })
  readonly firstDay: string;

  @Column({ type: 'date', nullable: true })
  readonly lastDay: string | null;

  @Column({ type: 'date', nullable: true })
  readonly opensOn: string | null;

  @Column({ type: 'date', nullable: true })
  readonly sendFrom: string | null;

  @Column({ type: 'date', nullable: true })
  readonly lastNoticeDay: string | null;

  @Column({ type: 'date', nullable: true })
  readonly lastSendDay: string | null;

  @Column({ type: 'text' })
  readonly ending: TermEnding;

  @Column({ type: 'text' })
  readonly ruleVersion: string;
}
