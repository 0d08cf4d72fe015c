import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One value that a merge has changed, with what it was before. */
@Entity('vendor_merge_move', { schema: 'app' })
@ForeignKey('VendorMergeEntity', ['organisationId', 'mergeId'], ['organisationId', 'id'], {
  name: 'vendor_merge_move_merge_fk',
})
export class VendorMergeMoveEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly mergeId: string;

  /** Table and column. */
  @PrimaryColumn({ type: 'text' })
  readonly place: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly rowId: string;

  @Column({ type: 'text' })
  readonly former: string;

  @Column({ type: 'text' })
  readonly later: string;
}
