import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A key that an organisation's chain needs and nobody has any more. The line of the trail that records it names the
 * digest of its rows, so that they are sealed with it.
 */
@Entity('key_loss', { schema: 'app' })
@Check('key_loss_key_check', "(key_id <> ALL (ARRAY[''::text]))")
@Index('key_loss_key_index', ['organisationId', 'keyId'])
export class KeyLossEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  /** The line that records the loss. */
  @PrimaryColumn({ type: 'uuid' })
  readonly lineId: string;

  @PrimaryColumn({ type: 'text' })
  readonly keyId: string;

  /** The number of the last seal before the line; 0 where nothing was sealed. */
  @Column({ type: 'bigint' })
  readonly sealedTo: number;

  @Column({ type: 'bytea' })
  readonly lastHash: Buffer;

  /** Over every seal up to that one, as they stood when the loss was recorded. */
  @Column({ type: 'bytea' })
  readonly fingerprint: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at: string;
}
