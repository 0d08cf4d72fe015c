import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { NoteKind } from './note.dto';

/** A dated note or call on a vendor, an engagement or a contract: one of the three. Internal: no vendor's staff read it. */
@Entity('note', { schema: 'app' })
@Check('note_place_check', '(num_nonnulls(vendor_id, engagement_id, contract_id) = 1)')
@Check('note_kind_check', `kind in ('note', 'call')`)
@Check('note_text_check', '(length(text) between 1 and 8000)')
@Check('note_revision_check', '(revision > 0)')
@Check('note_withdrawn_check', 'num_nonnulls(withdrawn_at, withdrawn_reason, withdrawn_by_name) in (0, 3)')
@ForeignKey('VendorEntity', ['organisationId', 'vendorId'], ['organisationId', 'id'], {
  name: 'note_vendor_fk',
})
@ForeignKey('EngagementEntity', ['organisationId', 'engagementId'], ['organisationId', 'id'], {
  name: 'note_engagement_fk',
})
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'note_contract_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'note_member_fk',
})
@Index('note_vendor_index', ['organisationId', 'vendorId'])
@Index('note_engagement_index', ['organisationId', 'engagementId'])
@Index('note_contract_index', ['organisationId', 'contractId'])
@Index('note_member_index', ['organisationId', 'byMemberId'])
@Index('note_search_index', { synchronize: false })
@Index('note_day_index', ['organisationId', 'happenedOn', 'id'])
export class NoteEntity {
  declare readonly byDefault: 'id' | 'at' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid', nullable: true })
  readonly vendorId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly engagementId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly contractId: string | null;

  @Column({ type: 'text' })
  readonly kind: NoteKind;

  /** The day of the call, or the day that the note is about. */
  @Column({ type: 'date' })
  readonly happenedOn: string;

  @Column({ type: 'text' })
  readonly text: string;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  @Column({ type: 'timestamptz', nullable: true })
  readonly editedAt: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnByName: string | null;
}
