import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { attachmentNamed, fileNameOf, LargestFile } from '@countersign/limits';
import {
  Allow,
  CurrentMember,
  Database,
  FileStore,
  Refuses,
  RefusesWith,
  StreamedBody,
  WithoutTransaction,
  type MemberActor,
} from '@countersign/platform';
import type { Request } from 'express';
import { Contract } from './contract.dto';
import { ContractReader } from './contract.reader';
import { ContractDocuments } from '../documents/contract-documents';
import { DocumentPlace, WithdrawDocument } from '../documents/document.dto';

@ApiTags('contracts')
@Controller('contracts/:id/documents')
export class ContractDocumentController {
  constructor(
    private readonly documents: ContractDocuments,
    private readonly reader: ContractReader,
    private readonly files: FileStore,
    private readonly database: Database,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('contract.write')
  @StreamedBody()
  @WithoutTransaction()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'X-File-Name', description: 'The name, percent-encoded.', required: true })
  @ApiOkResponse({ type: Contract })
  @Refuses(404, 'not-found')
  @Refuses(409, 'contract-void', 'documents-full', 'organisation-full')
  @RefusesWith(LargestFile, 413, 'too-large')
  @Refuses(503, 'storage-away')
  @Refuses(507, 'storage-full')
  async attachDocument(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Query() { about, of }: DocumentPlace,
    @Headers('x-file-name') name: string | undefined,
    @Req() body: Request,
    @CurrentMember() member: MemberActor,
  ): Promise<Contract> {
    await this.documents.attach(member, contractId, { about, of, name: fileNameOf(name), body });
    return this.database.run(member, () => this.reader.contract(contractId));
  }

  @Get(':document/file')
  @Allow('vendor.read')
  @WithoutTransaction()
  // Should a browser show it in spite of everything, it runs nothing, loads nothing and is nobody's page.
  @Header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Refuses(404, 'file-missing')
  @Refuses(503, 'storage-away')
  async downloadDocument(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('document', ParseUUIDPipe) documentId: string,
    @CurrentMember() member: MemberActor,
  ): Promise<StreamableFile> {
    const place = { contractId, documentId };
    const { name, size, storageKey } = await this.database.run(member, () => this.documents.stored(place));
    const bytes = await this.files.handOut(storageKey, () =>
      this.database.run(member, () => this.documents.recordReading(place, name)),
    );
    return new StreamableFile(bytes, {
      type: 'application/octet-stream',
      disposition: attachmentNamed(name),
      length: size,
    });
  }

  @Post(':document/withdrawal')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-void')
  async withdrawDocument(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('document', ParseUUIDPipe) documentId: string,
    @Body() { reason }: WithdrawDocument,
    @CurrentMember() member: MemberActor,
  ): Promise<Contract> {
    await this.documents.withdraw(member, { contractId, documentId }, reason);
    return this.reader.contract(contractId);
  }
}
