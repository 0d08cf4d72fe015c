import type { Level, Tier } from '@countersign/domain';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** An engagement whose tier or rating rose by a change of the formula alone. */
@Entity('formula_rise', { schema: 'app' })
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'formula_rise_engagement_fk',
})
export class FormulaRiseEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly engagementId: string;

  @PrimaryColumn({ type: 'text' })
  readonly formulaVersion: string;

  @Column({ type: 'text' })
  readonly formerVersion: string;

  @Column({ type: 'integer' })
  readonly tierBefore: Tier;

  @Column({ type: 'integer' })
  readonly tierAfter: Tier;

  @Column({ type: 'text' })
  readonly ratingBefore: Level;

  @Column({ type: 'text' })
  readonly ratingAfter: Level;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly seenAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly seenBy: string | null;
}
