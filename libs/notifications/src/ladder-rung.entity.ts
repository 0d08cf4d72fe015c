import type { Rung, RungRecipient } from '@countersign/domain';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('ladder_rung', { schema: 'app' })
@Check('ladder_rung_timing_check', "(timing = ANY (ARRAY['warns'::text, 'past'::text]))")
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'ladder_rung_organisation_fk',
})
export class LadderRungEntity {
  declare readonly byDefault: 'variant' | 'mutable' | 'lastDay';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly ladder: string;

  @PrimaryColumn({ type: 'text', default: 'standard' })
  readonly variant: string;

  @PrimaryColumn({ type: 'integer' })
  readonly offsetDays: number;

  @Column({ type: 'text', array: true })
  readonly recipients: RungRecipient[];

  @Column({ type: 'boolean', default: true })
  readonly mutable: boolean;

  @Column({ type: 'text' })
  readonly timing: Rung['timing'];

  @Column({ type: 'boolean', default: false })
  readonly lastDay: boolean;
}
