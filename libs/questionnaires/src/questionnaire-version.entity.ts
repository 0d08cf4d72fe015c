import type { CompiledQuestionnaire, QuestionnaireDocument } from '@countersign/domain';
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity('questionnaire_version', { schema: 'app' })
@ForeignKey('QuestionnaireEntity', ['organisationId', 'questionnaireId'], ['organisationId', 'id'], {
  name: 'questionnaire_version_questionnaire_fk',
})
@Unique('questionnaire_version_number_key', ['organisationId', 'questionnaireId', 'number'])
export class QuestionnaireVersionEntity {
  declare readonly byDefault: 'id' | 'publishedAt';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly questionnaireId: string;

  @Column({ type: 'integer' })
  readonly number: number;

  @Column({ type: 'jsonb' })
  readonly source: QuestionnaireDocument;

  @Column({ type: 'jsonb' })
  readonly document: CompiledQuestionnaire;

  @Column({ type: 'integer' })
  readonly questions: number;

  @Column({ type: 'text' })
  readonly hash: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly publishedAt: string;
}
