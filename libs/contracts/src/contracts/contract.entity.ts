import type { ContractTerms } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract', { schema: 'app' })
@Check(
  'contract_state_check',
  "(state = ANY (ARRAY['not-started'::text, 'in-term'::text, 'ended'::text, 'held-over'::text, 'evergreen'::text, 'unknown'::text]))",
)
@Check('contract_review_check', '((clauses_to_review > 0) = (review_due_on IS NOT NULL))')
@Check(
  'contract_value_check',
  '((COALESCE(annual_minor_units, total_minor_units, one_off_minor_units) IS NULL) = (currency IS NULL))',
)
@Check(
  'contract_void_check',
  '(((voided_at IS NULL) = (voided_because IS NULL)) AND ((voided_at IS NULL) = (voided_by IS NULL)))',
)
@ForeignKey('MemberEntity', ['organisationId', 'ownerId'], ['organisationId', 'id'], {
  name: 'contract_owner_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'contract_vendor_fk',
})
@Index('contract_owner_index', ['organisationId', 'ownerId'])
@Check(
  'contract_actionable_ending_check',
  "(actionable_ending = ANY (ARRAY['renews'::text, 'agreed'::text, 'ends'::text, 'agreement-needed'::text, 'not-known'::text]))",
)
@Check(
  'contract_due_ending_check',
  "(due_ending = ANY (ARRAY['renews'::text, 'agreed'::text, 'ends'::text, 'agreement-needed'::text, 'not-known'::text]))",
)
@Check(
  'contract_outcome_check',
  "(outcome = ANY (ARRAY['ends-by-notice'::text, 'left-to-end'::text, 'renewed'::text, 'until-further-notice'::text, 'notice-not-sent'::text, 'notice-missed'::text, 'notice-late'::text, 'renewal-wished'::text, 'renegotiating'::text]))",
)
@Index('contract_due_index', ['organisationId', 'dueOn'])
@Index('contract_actionable_index', ['organisationId', 'actionableDate'])
@Index('contract_send_index', ['organisationId', 'lastSendDay'])
@Index('contract_vendor_index', ['organisationId', 'vendorId'])
@Index('contract_search_index', { synchronize: false })
export class ContractEntity {
  declare readonly byDefault:
    | 'id'
    | 'clausesToReview'
    | 'unmarkedAreMissing'
    | 'unknownParts'
    | 'scheduleVersion'
    | 'revision'
    | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  @Column({ type: 'text' })
  readonly title: string;

  @Column({ type: 'text', nullable: true })
  readonly reference: string | null;

  @Column({ type: 'date', nullable: true })
  readonly signedOn: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly ownerId: string | null;

  @Column({ type: 'jsonb' })
  readonly terms: ContractTerms;

  @Column({ type: 'bigint', nullable: true })
  readonly annualMinorUnits: number | null;

  @Column({ type: 'bigint', nullable: true })
  readonly totalMinorUnits: number | null;

  @Column({ type: 'bigint', nullable: true })
  readonly oneOffMinorUnits: number | null;

  /** Of all its values. */
  @Column({ type: 'text', nullable: true })
  readonly currency: string | null;

  @Column({ type: 'text', nullable: true })
  readonly costCentre: string | null;

  /** Under which the vendor is known in the books. */
  @Column({ type: 'text', nullable: true })
  readonly supplierNumber: string | null;

  @Column({ type: 'text' })
  readonly state: string;

  @Column({ type: 'date', nullable: true })
  readonly currentTermEnds: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly actionableTerm: number | null;

  @Column({ type: 'date', nullable: true })
  readonly lastNoticeDay: string | null;

  @Column({ type: 'date', nullable: true })
  readonly lastSendDay: string | null;

  @Column({ type: 'date', nullable: true })
  readonly actionableDate: string | null;

  @Column({ type: 'text', nullable: true })
  readonly actionableEnding: string | null;

  @Column({ type: 'date', nullable: true })
  readonly lockedInUntil: string | null;

  @Column({ type: 'date', nullable: true })
  readonly changesOn: string | null;

  @Column({ type: 'text', nullable: true })
  readonly outcome: string | null;

  @Column({ type: 'date', nullable: true })
  readonly outcomeDay: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly outcomeTerm: number | null;

  /** By which something is left to do: the date of the first term that is not settled. */
  @Column({ type: 'date', nullable: true })
  readonly dueOn: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly dueTerm: number | null;

  @Column({ type: 'text', nullable: true })
  readonly dueEnding: string | null;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly unknownParts: string[];

  /** Required clauses that nobody has read it for, and the day by which somebody should. */
  @Column({ type: 'integer', default: 0 })
  readonly clausesToReview: number;

  @Column({ type: 'date', nullable: true })
  readonly reviewDueOn: string | null;

  /** Recorded while a clause that nobody had marked counted as missing: its findings stay. */
  @Column({ type: 'boolean', default: false })
  readonly unmarkedAreMissing: boolean;

  @Column({ type: 'integer', default: 1 })
  readonly scheduleVersion: number;

  /** Each act on its terms, notices, decisions or details is a state of its own. */
  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  /** It counts nowhere (`app.contract_counts`) until somebody brings it back. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly voidedAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly voidedBy: string | null;

  @Column({ type: 'text', nullable: true })
  readonly voidedBecause: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;
}
