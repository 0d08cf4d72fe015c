import type {
  FactsInForce,
  InherentRisk,
  IntakeFacts,
  Level,
  StatedUse,
  Tier,
  UseState,
} from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('engagement', { schema: 'app' })
@Check(
  'engagement_level_check',
  "(inherent_level = ANY (ARRAY['very-low'::text, 'low'::text, 'moderate'::text, 'high'::text, 'very-high'::text]))",
)
@Check(
  'engagement_data_returned_by_check',
  "(data_returned_by = ANY (ARRAY['returned'::text, 'destroyed'::text]))",
)
@Check(
  'engagement_use_state_check',
  "(use_state = ANY (ARRAY['not-stated'::text, 'not-yet'::text, 'in-use'::text, 'ended'::text]))",
)
@Check(
  'engagement_unassessed_check',
  '(num_nulls(unassessed_reason, unassessed_by, unassessed_on) = ANY (ARRAY[0, 3]))',
)
@Check('engagement_ends_on_check', "((ends_on IS NULL) OR (state = 'open'::text))")
@Check('engagement_state_check', "(state = ANY (ARRAY['open'::text, 'ended'::text]))")
@Check('engagement_tier_check', '((tier >= 1) AND (tier <= 3))')
@ForeignKey('MemberEntity', ['organisationId', 'ownerId'], ['organisationId', 'id'], {
  name: 'engagement_owner_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'engagement_vendor_fk',
})
@Index('engagement_ends_index', ['organisationId', 'endsOn'], { where: 'ends_on IS NOT NULL' })
@Index('engagement_owner_index', ['organisationId', 'ownerId'])
@Index('engagement_vendor_index', ['organisationId', 'vendorId'])
@Index('engagement_search_index', { synchronize: false })
@Index('engagement_contradicted_index', { synchronize: false })
@Index('engagement_unknowns_index', { synchronize: false })
export class EngagementEntity {
  declare readonly byDefault:
    'id' | 'state' | 'revision' | 'createdAt' | 'useState' | 'useRevision' | 'detailsRevision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text', nullable: true })
  readonly description: string | null;

  @Column({ type: 'text', default: 'open' })
  readonly state: 'open' | 'ended';

  @Column({ type: 'uuid', nullable: true })
  readonly ownerId: string | null;

  @Column({ type: 'jsonb' })
  readonly intake: IntakeFacts;

  /** In force: the intake joined with what answers name more. Null until it is counted: the intake alone. */
  @Column({ type: 'jsonb', nullable: true })
  readonly facts: FactsInForce | null;

  @Column({ type: 'jsonb' })
  readonly inherent: InherentRisk;

  @Column({ type: 'integer' })
  readonly impactHundredths: number;

  @Column({ type: 'integer' })
  readonly likelihood: number;

  @Column({ type: 'text' })
  readonly inherentLevel: Level;

  /** Computed; an override stands in a row of its own. */
  @Column({ type: 'integer' })
  readonly tier: Tier;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;

  @Column({ type: 'date', nullable: true })
  readonly endedOn: string | null;

  /** The last day of one that is still to end: it ends at the midnight after. */
  @Column({ type: 'date', nullable: true })
  readonly endsOn: string | null;

  @Column({ type: 'text', nullable: true })
  readonly endReason: string | null;

  /** Whether what is open with the vendor goes on; null where no end is recorded. */
  @Column({ type: 'boolean', nullable: true })
  readonly endKeepsAssessments: boolean | null;

  /** Whether the end ended the use as well; null of one that is open. */
  @Column({ type: 'boolean', nullable: true })
  readonly endEndedUse: boolean | null;

  /** Why no assessment is needed; null of every other, and once the tier rises or protected data appear. */
  @Column({ type: 'text', nullable: true })
  readonly unassessedReason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly unassessedBy: string | null;

  @Column({ type: 'date', nullable: true })
  readonly unassessedOn: string | null;

  /** Of name, description, owner, end and what is said of the assessment. */
  @Column({ type: 'integer', default: 1 })
  readonly detailsRevision: number;

  /** `not-stated`: taken in before anybody was asked. */
  @Column({ type: 'text', default: 'not-yet' })
  readonly useState: UseState;

  @Column({ type: 'date', nullable: true })
  readonly inUseSince: string | null;

  @Column({ type: 'date', nullable: true })
  readonly useEndedOn: string | null;

  @Column({ type: 'date', nullable: true })
  readonly dataReturnedOn: string | null;

  @Column({ type: 'text', nullable: true })
  readonly dataReturnedBy: StatedUse['dataReturnedBy'];

  @Column({ type: 'text', nullable: true })
  readonly dataReturnProof: string | null;

  /** Apart from the intake's: the one is changed without a word about the other. */
  @Column({ type: 'integer', default: 1 })
  readonly useRevision: number;

  /** The day on which it was recorded with a service that ran before; null of every other. */
  @Column({ type: 'date', nullable: true })
  readonly importedOn: string | null;
}
