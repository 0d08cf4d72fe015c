import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('clause_library', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'clause_library_organisation_fk',
})
@Unique('clause_library_number_key', ['organisationId', 'number'])
export class ClauseLibraryEntity {
  declare readonly byDefault: 'id' | 'publishedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'integer' })
  readonly number: number;

  @Column({ type: 'jsonb' })
  readonly document: unknown;

  @Column({ type: 'text' })
  readonly hash: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly publishedAt: string;
}
