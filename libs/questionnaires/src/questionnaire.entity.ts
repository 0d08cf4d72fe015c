import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('questionnaire', { schema: 'app' })
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'questionnaire_organisation_fk',
})
@Unique('questionnaire_key_key', ['organisationId', 'key'])
export class QuestionnaireEntity {
  declare readonly byDefault: 'id' | 'createdAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'text' })
  readonly key: string;

  @Column({ type: 'text' })
  readonly title: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly createdAt: string;
}
