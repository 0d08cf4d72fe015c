import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('product', { schema: 'app' })
@Check('product_singleton_check', 'singleton')
export class ProductEntity {
  declare readonly byDefault: 'singleton' | 'demonstration' | 'clockOffset';

  @PrimaryColumn({ type: 'boolean', default: true })
  readonly singleton: boolean;

  @Column({ type: 'boolean', default: false })
  readonly demonstration: boolean;

  @Column({ type: 'interval', default: '00:00:00' })
  readonly clockOffset: object;

  /** Also in the folder of files: each knows that the other is its own. */
  @Column({ type: 'uuid' })
  readonly installationId: string;

  /** When the demonstration was filled to its end. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly filledAt: string | null;

  /** Since when the operator has switched mail off; null while it may leave. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly mailOffSince: string | null;
}
