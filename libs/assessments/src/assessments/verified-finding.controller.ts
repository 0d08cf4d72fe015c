import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Finding, FindingReader, VerifyFinding } from '@countersign/findings';
import { Allow, BodyUpTo, CurrentMember, type MemberActor } from '@countersign/platform';
import { VerifiedFindings } from './verified-findings';

/** Beside the scores and not beside the findings: verifying moves a score, and scores know findings. */
@ApiTags('findings')
@Controller('findings')
export class VerifiedFindingController {
  constructor(
    private readonly verified: VerifiedFindings,
    private readonly reader: FindingReader,
  ) {}

  @Post(':id/verify')
  @HttpCode(200)
  @Allow('finding.judge')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Finding })
  async verifyFinding(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: VerifyFinding,
    @CurrentMember() member: MemberActor,
  ): Promise<Finding> {
    await this.verified.close(id, note, member);
    return this.reader.finding(id);
  }
}
