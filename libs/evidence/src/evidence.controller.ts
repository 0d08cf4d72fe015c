import { Body, Controller, Get, Header, Param, ParseUUIDPipe, Put, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Readings } from '@countersign/audit';
import { attachmentNamed } from '@countersign/limits';
import {
  BodyUpTo,
  Allow,
  CurrentMember,
  Database,
  FileStore,
  Refuses,
  RefusesStale,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { EvidenceFile, StandingVerification, VerifyEvidence } from './evidence.dto';
import { EvidenceReader } from './evidence.reader';
import { EvidenceService } from './evidence.service';

@ApiTags('evidence')
@Controller('evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly reader: EvidenceReader,
    private readonly files: FileStore,
    private readonly database: Database,
    private readonly readings: Readings,
  ) {}

  @Get(':id/file')
  @Allow('vendor.read')
  @WithoutTransaction()
  // Should a browser show it in spite of everything, it runs nothing, loads nothing and is nobody's page.
  @Header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(404, 'file-missing')
  @Refuses(503, 'storage-away')
  async downloadEvidence(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() member: MemberActor,
  ): Promise<StreamableFile> {
    const stored = await this.database.run(member, () => this.reader.stored(id));
    const bytes = await this.files.handOut(stored.storageKey, () =>
      this.database.run(member, () => this.readings.record('file.read', stored.assessmentId, member)),
    );
    return new StreamableFile(bytes, {
      type: 'application/octet-stream',
      disposition: attachmentNamed(stored.name),
      length: stored.size,
    });
  }

  @Put(':id/verified')
  @Allow('assessment.review')
  @BodyUpTo('512 kB', { items: 1_000 })
  @ApiOkResponse({ type: EvidenceFile })
  @RefusesStale(StandingVerification)
  @Refuses(409, 'evidence-withdrawn')
  async verifyEvidence(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() wanted: VerifyEvidence,
    @CurrentMember() member: MemberActor,
  ): Promise<EvidenceFile> {
    await this.evidence.setVerified(id, wanted, member);
    return this.reader.file(id);
  }
}
