import { Flag, Id, NullableText, Text, Whole } from '@countersign/platform';

export class Contact {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Text() readonly email: string;
  @NullableText() readonly title: string | null;
  @Flag() readonly active: boolean;
  @Whole() readonly revision: number;
}
