import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Belongs to no organisation: it is made while there is none. */
@Entity('set_up_token', { schema: 'app' })
export class SetUpTokenEntity {
  declare readonly byDefault: 'createdAt';

  @PrimaryColumn({ type: 'bytea' })
  readonly tokenHash: Buffer;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  @Column({ type: 'timestamptz' })
  readonly expiresAt: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly usedAt: string | null;
}
