import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { auditRateLimits } from '@countersign/audit';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Database,
  FileStore,
  RateLimits,
  Refuses,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { DataJob, DataJobList, ErasurePreview, NewDeletion, NewErasure, PersonQuery } from './data-job.dto';
import { DataJobReader } from './data-job.reader';
import { DataJobs } from './data-job.service';
import { organisationRateLimits } from '../rate-limits';

@ApiTags('retention')
@Controller('data-jobs')
export class DataJobController {
  constructor(
    private readonly jobs: DataJobs,
    private readonly reader: DataJobReader,
    private readonly files: FileStore,
    private readonly database: Database,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Allow('audit.read')
  @ApiOkResponse({ type: DataJobList })
  listDataJobs(): Promise<DataJobList> {
    return this.reader.list();
  }

  @Get('erasure-preview')
  @Allow('retention.manage')
  @WithoutTransaction()
  @ApiOkResponse({ type: ErasurePreview })
  @Refuses(404, 'not-found')
  @Refuses(429, 'too-many-requests')
  @Refuses(503, 'preview-too-long')
  async previewErasure(
    @Query() { kind, id }: PersonQuery,
    @CurrentMember() member: MemberActor,
  ): Promise<ErasurePreview> {
    await this.limits.take(organisationRateLimits['erasure-preview'], member.memberId);
    return this.jobs.previewErasure({ kind, id }, member);
  }

  @Post('erasure')
  @Allow('retention.manage')
  @Confirmed()
  @ApiCreatedResponse({ type: DataJob })
  @Refuses(404, 'not-found')
  @Refuses(409, 'erasure-blocked', 'erasure-waiting')
  async erasePerson(@Body() erasure: NewErasure, @CurrentMember() member: MemberActor): Promise<DataJob> {
    return this.reader.job(await this.jobs.requestErasure(erasure, member));
  }

  @Post('export')
  @Allow('retention.manage')
  @Confirmed()
  @WithoutTransaction()
  @ApiCreatedResponse({ type: DataJob })
  @Refuses(409, 'export-waiting')
  @Refuses(429, 'too-many-requests')
  async exportOrganisation(@CurrentMember() member: MemberActor): Promise<DataJob> {
    await this.limits.take(auditRateLimits.export, member.memberId);
    return this.database.run(member, async () => this.reader.job(await this.jobs.requestExport(member)));
  }

  @Post('deletion')
  @Allow('retention.manage')
  @Confirmed()
  @ApiCreatedResponse({ type: DataJob })
  @Refuses(409, 'deletion-blocked', 'deletion-waiting', 'export-missing')
  async deleteOrganisation(
    @Body() deletion: NewDeletion,
    @CurrentMember() member: MemberActor,
  ): Promise<DataJob> {
    return this.reader.job(await this.jobs.requestDeletion(deletion, member));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('retention.manage')
  @ApiOkResponse({ type: DataJob })
  @Refuses(409, 'job-ended', 'job-concluding')
  async cancelDataJob(@Param('id', ParseUUIDPipe) id: string): Promise<DataJob> {
    await this.jobs.cancel(id);
    return this.reader.job(id);
  }

  @Get(':id/file')
  @Allow('retention.manage')
  @Confirmed()
  @WithoutTransaction()
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(404, 'file-missing')
  @Refuses(429, 'too-many-requests')
  @Refuses(503, 'storage-away')
  async downloadExport(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentMember() member: MemberActor,
  ): Promise<StreamableFile> {
    await this.limits.take(auditRateLimits.export, member.memberId);
    const file = await this.database.run(member, () => this.reader.file(id));
    const bytes = await this.files.handOut(file.storageKey, () =>
      this.database.run(member, () => this.jobs.recordDownload(id)),
    );
    return new StreamableFile(bytes, {
      type: 'application/zip',
      disposition: `attachment; filename="countersign-export-${file.requestedOn}.zip"`,
      length: file.size,
    });
  }
}
