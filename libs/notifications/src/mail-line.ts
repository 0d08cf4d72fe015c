import { ApiProperty } from '@nestjs/swagger';

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
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id: string;

  @ApiProperty({ type: String })
  readonly subject: string;

  @ApiProperty({ type: String })
  readonly recipient: string;

  @ApiProperty({ type: String, description: 'the ladder it is a rung of, or "message"' })
  readonly ladder: string;

  @ApiProperty({ type: String, description: 'where on the ladder, in words' })
  readonly rung: string;

  @ApiProperty({ enum: mailStates })
  readonly state: MailState;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly dueAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly sentAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly reason: string | null;
}

export class MailLineList {
  @ApiProperty({ type: [MailLine] })
  readonly items: MailLine[];
}
