import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('outbox_change', { schema: 'app' })
@Check('outbox_change_subjects_check', "(subjects <> ALL (ARRAY['{}'::jsonb]))")
@Index('outbox_change_at_index', ['organisationId', 'at'])
export class OutboxChangeEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly kind: string;

  @Column({ type: 'jsonb' })
  readonly subjects: unknown;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
