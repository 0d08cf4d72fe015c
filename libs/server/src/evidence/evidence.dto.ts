import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Flag, NullableChoice, NullableText, Text, Whole } from '../platform/http/fields';
import { unopenedReasons, type UnopenedReason } from './file-kinds';

export class EvidenceFile {
  @Text() readonly id: string;
  @NullableText() readonly question: string | null;
  @Text() readonly name: string;
  @Whole() readonly size: number;
  @Text() readonly mediaType: string;
  /** Taken and never opened, and why; null where there is no reason of its own. */
  @NullableChoice(unopenedReasons) readonly unopened: UnopenedReason | null;
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
