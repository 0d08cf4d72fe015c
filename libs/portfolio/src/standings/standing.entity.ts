import type { ApprovalState, Level, ResidualRisk, Said, Tier } from '@countersign/domain';
import type { StandingReassessment } from './reassessment-standing';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('standing', { schema: 'app' })
@Check(
  'standing_clause_01_check',
  "(clause_01 = ANY (ARRAY['not-required'::text, 'in-force'::text, 'missing'::text]))",
)
@Check(
  'standing_rating_state_check',
  "(rating_state = ANY (ARRAY['not-assessed'::text, 'not-scorable'::text, 'assessed'::text]))",
)
@Check(
  'standing_approval_state_check',
  "(approval_state = ANY (ARRAY['none'::text, 'to-contract'::text, 'in-force'::text, 'stale'::text, 'ended'::text, 'rejected'::text]))",
)
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'standing_engagement_fk',
})
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'standing_vendor_fk',
})
@Index('standing_changes_index', ['organisationId', 'changesOn'])
@Index('standing_disputes_index', { synchronize: false })
@Index('standing_knockouts_index', { synchronize: false })
@Index('standing_rating_index', ['organisationId', 'tier', 'ratingRank'])
@Index('standing_vendor_index', ['organisationId', 'vendorId'])
export class StandingEntity {
  declare readonly byDefault:
    | 'open'
    | 'openCritical'
    | 'openHigh'
    | 'openMedium'
    | 'openLow'
    | 'overdueFindings'
    | 'requiredClauses'
    | 'clauseGaps'
    | 'clausesToReview'
    | 'clause01'
    | 'approvalState'
    | 'computedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly engagementId: string;

  @Column({ type: 'uuid' })
  readonly vendorId: string;

  /** Neither ended, nor rejected and not in use. */
  @Column({ type: 'boolean', default: true })
  readonly open: boolean;

  /** In force: by an override, else the computed one. */
  @Column({ type: 'integer' })
  readonly tier: Tier;

  @Column({ type: 'text' })
  readonly inherentLevel: Level;

  @Column({ type: 'text' })
  readonly calculatedLevel: Level;

  @Column({ type: 'text' })
  readonly rating: Level;

  @Column({ type: 'integer' })
  readonly ratingRank: number;

  @Column({ type: 'text' })
  readonly ratingState: string;

  @Column({ type: 'integer', nullable: true })
  readonly ceHundredths: number | null;

  @Column({ type: 'jsonb' })
  readonly residual: {
    readonly risk: ResidualRisk;
    readonly openKnockouts: string[];
  };

  @Column({ type: 'integer', default: 0 })
  readonly openCritical: number;

  @Column({ type: 'integer', default: 0 })
  readonly openHigh: number;

  @Column({ type: 'integer', default: 0 })
  readonly openMedium: number;

  @Column({ type: 'integer', default: 0 })
  readonly openLow: number;

  @Column({ type: 'integer', default: 0 })
  readonly overdueFindings: number;

  @Column({ type: 'integer', default: 0 })
  readonly requiredClauses: number;

  @Column({ type: 'integer', default: 0 })
  readonly clauseGaps: number;

  @Column({ type: 'integer', default: 0 })
  readonly clausesToReview: number;

  @Column({ name: 'clause_01', type: 'text', default: 'not-required' })
  readonly clause01: 'not-required' | 'in-force' | 'missing';

  @Column({ type: 'text', nullable: true })
  readonly approvalOutcome: string | null;

  @Column({ type: 'text', default: 'none' })
  readonly approvalState: ApprovalState;

  @Column({ type: 'date', nullable: true })
  readonly approvalValidTo: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly assessmentId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly assessmentState: string | null;

  @Column({ type: 'date', nullable: true })
  readonly assessmentDueOn: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly contractId: string | null;

  /** By which something is left to do about a contract over the engagement: the soonest. */
  @Column({ type: 'date', nullable: true })
  readonly actBy: string | null;

  /** The same under its former name. Nothing reads it any more; the column goes with the next release. */
  @Column({ type: 'date', nullable: true })
  readonly lastSendDay: string | null;

  @Column({ type: 'date', nullable: true })
  readonly reassessmentDueOn: string | null;

  /** Why on that day; null where nothing is to be assessed again. */
  @Column({ type: 'jsonb', nullable: true })
  readonly reassessment: StandingReassessment | null;

  @Column({ type: 'jsonb' })
  readonly whatNext: Said;

  @Column({ type: 'text' })
  readonly whatNextAction: string;

  @Column({ type: 'uuid', nullable: true })
  readonly whatNextTarget: string | null;

  /** The formula that it was counted by; null of one before 2026.2. */
  @Column({ type: 'text', nullable: true })
  readonly formulaVersion: string | null;

  @Column({ type: 'date', nullable: true })
  readonly changesOn: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly computedAt: string;
}
