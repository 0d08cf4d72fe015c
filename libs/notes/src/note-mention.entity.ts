import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A member whom a note mentions. */
@Entity('note_mention', { schema: 'app' })
@ForeignKey('NoteEntity', ['organisationId', 'noteId'], ['organisationId', 'id'], {
  name: 'note_mention_note_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'note_mention_member_fk',
})
@Index('note_mention_member_index', ['organisationId', 'memberId'])
export class NoteMentionEntity {
  declare readonly byDefault: 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly noteId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;
}
