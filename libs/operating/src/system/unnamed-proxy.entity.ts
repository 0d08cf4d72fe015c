import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A neighbour that sends forwarding headers which nobody believes; belongs to no organisation, and goes within a day. */
@Entity('unnamed_proxy', { schema: 'app' })
export class UnnamedProxyEntity {
  declare readonly byDefault: 'seenAt' | 'toldAt';

  @PrimaryColumn({ type: 'text' })
  readonly address: string;

  /** It sends X-Forwarded-For, the one header of them that tells who calls. */
  @Column({ type: 'boolean' })
  readonly namesVisitors: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly seenAt: string;

  /** When the log was told last. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly toldAt: string;
}
