import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Text, Whole } from '@countersign/wire';

export class FieldOfProblem {
  /** `intake.dataElements`, `contacts.0.email`: the path a form can find its field by; empty for the whole. */
  @Text() readonly field: string;
  @Text() readonly message: string;
}

/** A refusal as it leaves (RFC 9457). Decide by `code`: texts may change. */
export class ProblemBody {
  @ApiProperty({ type: String, description: '`urn:countersign:problem:` and the code' })
  readonly type: string;

  @Text() readonly title: string;
  @Whole() readonly status: number;
  @Text() readonly code: string;
  @Text() readonly detail: string;

  /** By which the operator finds the request in the log. */
  @Text() readonly requestId: string;

  @ApiPropertyOptional({ type: () => FieldOfProblem, isArray: true })
  readonly fields?: FieldOfProblem[];

  @ApiPropertyOptional({ type: 'integer', description: 'how many fields are not listed' })
  readonly moreFields?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'also sent as the header Retry-After' })
  readonly retryAfterSeconds?: number;
}
