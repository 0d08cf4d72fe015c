import { ApiProperty } from '@nestjs/swagger';
import { Choice, Id, Instant, ListOf, NullableInstant, NullableText, Text } from '@countersign/platform';

export const mailStates = [
  'planned',
  'pending',
  'sending',
  'sent',
  'in-doubt',
  'superseded',
  'failed',
  'suppressed',
  'let-go',
] as const;
export type MailState = (typeof mailStates)[number];

/** One mail in an object's history, also one that will only be sent some day. */
export class MailLine {
  @Id()
  readonly id: string;

  @Text()
  readonly subject: string;

  @Text()
  readonly recipient: string;

  @ApiProperty({ type: String, description: 'the ladder it is a rung of, or "message"' })
  readonly ladder: string;

  @ApiProperty({ type: String, description: 'where on the ladder, in words' })
  readonly rung: string;

  @Choice(mailStates)
  readonly state: MailState;

  @Instant()
  readonly dueAt: string;

  @NullableInstant()
  readonly sentAt: string | null;

  @NullableText()
  readonly reason: string | null;
}

export class MailLineList {
  @ListOf(() => MailLine)
  readonly items: MailLine[];
}
