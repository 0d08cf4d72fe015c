import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What only the key of this id yields; belongs to no organisation. */
@Entity('key_check', { schema: 'app' })
export class KeyCheckEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'text' })
  readonly keyId: string;

  @Column({ type: 'bytea' })
  readonly checkValue: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at: string;
}
