import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('standing_history', { schema: 'app' })
@Check('standing_history_approval_state_check', "(approval_state <> ALL (ARRAY[''::text]))")
@Check('standing_history_approval_outcome_check', "(approval_outcome <> ALL (ARRAY[''::text]))")
@Check('standing_history_assessment_state_check', "(assessment_state <> ALL (ARRAY[''::text]))")
@Check('standing_history_calculated_level_check', "(calculated_level <> ALL (ARRAY[''::text]))")
@Check('standing_history_cause_check', "(cause <> ALL (ARRAY[''::text]))")
@Check('standing_history_clause_01_check', "(clause_01 <> ALL (ARRAY[''::text]))")
@Check('standing_history_inherent_level_check', "(inherent_level <> ALL (ARRAY[''::text]))")
@Check('standing_history_rating_check', "(rating <> ALL (ARRAY[''::text]))")
@Check('standing_history_rating_before_check', "(rating_before <> ALL (ARRAY[''::text]))")
@Check('standing_history_rating_state_check', "(rating_state <> ALL (ARRAY[''::text]))")
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'standing_history_engagement_fk',
})
export class StandingHistoryEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly engagementId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  /** The kind of change that moved it; `day` where a date did, `migration` where history begins. */
  @Column({ type: 'text' })
  readonly cause: string;

  @Column({ type: 'boolean' })
  readonly open: boolean;

  @Column({ type: 'integer' })
  readonly tier: number;

  @Column({ type: 'text' })
  readonly inherentLevel: string;

  @Column({ type: 'text' })
  readonly calculatedLevel: string;

  @Column({ type: 'text' })
  readonly rating: string;

  @Column({ type: 'text' })
  readonly ratingState: string;

  @Column({ type: 'integer', nullable: true })
  readonly ceHundredths: number | null;

  @Column({ type: 'integer' })
  readonly openCritical: number;

  @Column({ type: 'integer' })
  readonly openHigh: number;

  @Column({ type: 'integer' })
  readonly openMedium: number;

  @Column({ type: 'integer' })
  readonly openLow: number;

  @Column({ type: 'integer' })
  readonly overdueFindings: number;

  @Column({ type: 'integer' })
  readonly requiredClauses: number;

  @Column({ type: 'integer' })
  readonly clauseGaps: number;

  @Column({ name: 'clause_01', type: 'text' })
  readonly clause01: string;

  @Column({ type: 'text', nullable: true })
  readonly approvalOutcome: string | null;

  /** Null before it was kept. */
  @Column({ type: 'text', nullable: true })
  readonly approvalState: string | null;

  @Column({ type: 'text', nullable: true })
  readonly assessmentState: string | null;

  @Column({ type: 'text', nullable: true })
  readonly ratingBefore: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly ceHundredthsBefore: number | null;
}
