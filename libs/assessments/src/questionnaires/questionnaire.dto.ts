import { Document, ListOf, Text, Whole } from '@countersign/platform';

export class QuestionnaireVersionRow {
  @Text() readonly id: string;
  @Whole() readonly number: number;
  @Text() readonly publishedAt: string;
  @Whole() readonly questions: number;
  @Text() readonly hash: string;
}

export class QuestionnaireRow {
  @Text() readonly id: string;
  @Text() readonly key: string;
  @Text() readonly title: string;
  @ListOf(() => QuestionnaireVersionRow) readonly versions: QuestionnaireVersionRow[];
}

export class QuestionnaireList {
  @ListOf(() => QuestionnaireRow) readonly items: QuestionnaireRow[];
}

export class QuestionnaireVersion {
  @Text() readonly id: string;
  @Text() readonly questionnaireId: string;
  @Text() readonly title: string;
  @Whole() readonly number: number;
  @Text() readonly publishedAt: string;
  @Text() readonly hash: string;
  @Document() readonly document: object;
}
