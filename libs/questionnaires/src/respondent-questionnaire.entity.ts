import type { RespondentQuestionnaire } from '@countersign/domain';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('respondent_questionnaire', { schema: 'app' })
@ForeignKey(
  'QuestionnaireVersionEntity',
  ['organisationId', 'questionnaireVersionId'],
  ['organisationId', 'id'],
  { name: 'respondent_questionnaire_version_fk' },
)
export class RespondentQuestionnaireEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly questionnaireVersionId: string;

  @Column({ type: 'jsonb' })
  readonly document: RespondentQuestionnaire;
}
