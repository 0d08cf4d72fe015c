import type { CompiledQuestionnaire } from '@countersign/domain';
import { Id, Instant, ListOf, Shaped, Text, Whole } from '@countersign/platform';
import { compiledQuestionnaireShape } from './questionnaire.shape';

export class QuestionnaireVersionRow {
  @Id() readonly id: string;
  @Whole() readonly number: number;
  @Instant() readonly publishedAt: string;
  @Whole() readonly questions: number;
  @Text() readonly hash: string;
}

export class QuestionnaireRow {
  @Id() readonly id: string;
  @Text() readonly key: string;
  @Text() readonly title: string;
  @ListOf(() => QuestionnaireVersionRow) readonly versions: QuestionnaireVersionRow[];
}

export class QuestionnaireList {
  @ListOf(() => QuestionnaireRow) readonly items: QuestionnaireRow[];
}

export class QuestionnaireVersion {
  @Id() readonly id: string;
  @Id() readonly questionnaireId: string;
  @Text() readonly title: string;
  @Whole() readonly number: number;
  @Instant() readonly publishedAt: string;
  @Text() readonly hash: string;
  @Shaped(compiledQuestionnaireShape) readonly document: CompiledQuestionnaire;
}
