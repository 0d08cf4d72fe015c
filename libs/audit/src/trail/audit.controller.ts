import { Controller, Get, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Confirmed,
  CurrentMember,
  Database,
  notFound,
  Refuses,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import { Audit } from '../audit';
import { AuditExport } from './audit-export';
import {
  AuditCursor,
  AuditFilter,
  AuditOptions,
  AuditPage,
  ExportedHead,
  HISTORY_KINDS,
  SealStanding,
  type HistoryKind,
} from './audit.dto';
import { AuditReader, searchOf } from './audit.reader';
import { ObjectHistory } from './object-history';
import { SealReader } from './seal.reader';

const LINES_A_PAGE = 50;

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly reader: AuditReader,
    private readonly exports: AuditExport,
  ) {}

  @Get()
  @Allow('audit.read')
  @ApiOkResponse({ type: AuditPage })
  readTrail(@Query() filter: AuditFilter): Promise<AuditPage> {
    return this.reader.page(searchOf(filter), { cursor: filter.cursor ?? null, most: LINES_A_PAGE });
  }

  @Get('options')
  @Allow('audit.read')
  @ApiOkResponse({ type: AuditOptions })
  readTrailOptions(): Promise<AuditOptions> {
    return this.reader.options();
  }

  @Get('export')
  @Allow('audit.export')
  @Confirmed({ tokens: 'by-scope' })
  @WithoutTransaction()
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(429, 'too-many-requests')
  async exportTrail(
    @Query() filter: AuditFilter,
    @CurrentMember() member: MemberActor,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.exports.asCsv(member, filter), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="audit.csv"',
    });
  }
}

@ApiTags('audit')
@Controller('audit')
export class SealController {
  constructor(
    private readonly seal: SealReader,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  @Get('seal')
  @Allow('audit.read')
  @ApiOkResponse({ type: SealStanding })
  readSeal(): Promise<SealStanding> {
    return this.seal.standing();
  }

  /** The file that `npm run audit:verify -- --head` takes; whoever keeps it elsewhere can show a chain that was cut. */
  @Get('head')
  @Allow('audit.export')
  @Confirmed({ tokens: 'by-scope' })
  @ApiOkResponse({ type: ExportedHead })
  @Refuses(404, 'not-found')
  async exportHead(): Promise<StreamableFile> {
    const head = await this.seal.head();
    if (head === null) throw notFound('seal');
    const { organisationId } = this.database;
    const { slug } = await this.database.one<{ slug: string }>(
      'select o.slug from app.organisation o where o.organisation_id = :organisationId',
      { organisationId },
    );
    const object = { kind: 'organisation', id: organisationId };
    await this.audit.record({ what: 'audit.head-exported', object, detail: { sealNo: head.sealNo } });
    const lost = await this.seal.lost();
    const about: ExportedHead = {
      organisation: slug,
      organisationId,
      ...head,
      ...(lost !== null && { lost }),
    };
    const file = `${JSON.stringify(about, null, 2)}\n`;
    return new StreamableFile(Buffer.from(file), {
      type: 'application/json',
      disposition: `attachment; filename="audit-head-${head.sealNo}.json"`,
    });
  }
}

@ApiTags('audit')
@Controller('history')
export class HistoryController {
  constructor(private readonly history: ObjectHistory) {}

  @Get(':kind/:id')
  @Allow('vendor.read')
  @ApiParam({ name: 'kind', enum: HISTORY_KINDS })
  @ApiOkResponse({ type: AuditPage })
  readHistory(
    @Param('kind') kind: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { cursor }: AuditCursor,
  ): Promise<AuditPage> {
    return this.history.of(historyKind(kind), id, cursor ?? null);
  }
}

function historyKind(kind: string): HistoryKind {
  const known = HISTORY_KINDS.find((one) => one === kind);
  if (known === undefined) throw notFound('kind-of-object');
  return known;
}
