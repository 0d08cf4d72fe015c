import { Flag, NullableText, Text } from '@countersign/platform';

export class Contact {
  @Text() readonly id: string;
  @Text() readonly name: string;
  @Text() readonly email: string;
  @NullableText() readonly title: string | null;
  @Flag() readonly active: boolean;
}
