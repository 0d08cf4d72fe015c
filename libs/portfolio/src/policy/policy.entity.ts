import type { Policy } from '@countersign/domain';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('policy', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'policy_member_fk',
})
export class PolicyEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'integer' })
  readonly number: number;

  @Column({ type: 'jsonb' })
  readonly document: Policy;

  /** Null for what ships. */
  @Column({ type: 'uuid', nullable: true })
  readonly byMemberId: string | null;

  @Column({ type: 'text', nullable: true })
  readonly byName: string | null;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
