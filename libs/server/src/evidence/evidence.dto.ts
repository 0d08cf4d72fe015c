import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Flag, NullableText, Text, Whole } from '../platform/http/fields';

export class EvidenceFile {
  @Text() readonly id: string;
  @NullableText() readonly question: string | null;
  @Text() readonly name: string;
  @Whole() readonly size: number;
  @Text() readonly mediaType: string;
  @Text() readonly sha256: string;
  @Text() readonly uploadedAt: string;
  @Text() readonly uploadedBy: string;
  @Flag() readonly verified: boolean;
  @NullableText() readonly expiresOn: string | null;
  /** Submitted or verified: the vendor can withdraw it and no longer delete it. */
  @Flag() readonly reliedOn: boolean;
  @NullableText() readonly withdrawnAt: string | null;
  @NullableText() readonly withdrawnBy: string | null;
}

export class VerifyEvidence {
  @ApiProperty({ type: Boolean })
  @IsBoolean()
  readonly verified: boolean;
}
