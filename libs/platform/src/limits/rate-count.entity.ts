import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Belongs to no organisation: most of what is counted happens before it is known whose it is. */
@Entity('rate_count', { schema: 'app' })
@Index('rate_count_window_index', ['windowStart'])
export class RateCountEntity {
  @PrimaryColumn({ type: 'text' })
  readonly name: string;

  /** HMAC of the client's address or the member's id. */
  @PrimaryColumn({ type: 'bytea' })
  readonly key: Buffer;

  @PrimaryColumn({ type: 'timestamptz' })
  readonly windowStart: string;

  @Column({ type: 'integer' })
  readonly count: number;
}
