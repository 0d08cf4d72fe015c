import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentMember, type MemberActor, Refuses, RefusesStale } from '@countersign/platform';
import {
  ApartService,
  LikelyDuplicates,
  MergedVendor,
  MergePreview,
  MergeReader,
  MergeService,
  TwoCompanies,
  VendorFields,
} from '@countersign/vendors';
import { Vendor } from './vendor.dto';
import { VendorReader } from './vendor.reader';

@ApiTags('vendors')
@Controller('vendors/:id')
export class MergeController {
  constructor(
    private readonly merging: MergeService,
    private readonly telling: ApartService,
    private readonly reader: MergeReader,
    private readonly vendors: VendorReader,
  ) {}

  @Get('likely-duplicates')
  @Allow('vendor.read')
  @ApiOkResponse({ type: LikelyDuplicates })
  readLikelyDuplicates(@Param('id', ParseUUIDPipe) id: string): Promise<LikelyDuplicates> {
    return this.reader.likely(id);
  }

  @Get('merge/:duplicateId')
  @Allow('vendor.write')
  @ApiOkResponse({ type: MergePreview })
  previewMerge(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('duplicateId', ParseUUIDPipe) duplicateId: string,
  ): Promise<MergePreview> {
    return this.reader.preview(id, duplicateId);
  }

  @Post('apart')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: LikelyDuplicates })
  @Refuses(409, 'not-alike', 'vendor-merged')
  async setVendorsApart(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { otherId }: TwoCompanies,
    @CurrentMember() member: MemberActor,
  ): Promise<LikelyDuplicates> {
    await this.telling.setApart(id, otherId, member);
    return this.reader.likely(id);
  }

  @Delete('apart/:otherId')
  @Allow('vendor.write')
  @ApiOkResponse({ type: LikelyDuplicates })
  @Refuses(409, 'not-set-apart', 'vendor-merged')
  async undoVendorsApart(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
  ): Promise<LikelyDuplicates> {
    await this.telling.undo(id, otherId);
    return this.reader.likely(id);
  }

  @Post('merge')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(VendorFields)
  @Refuses(409, 'merge-with-itself', 'merge-into-archived', 'vendor-merged')
  async mergeVendor(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() merged: MergedVendor,
    @CurrentMember() member: MemberActor,
  ): Promise<Vendor> {
    await this.merging.merge(id, merged, member);
    return this.vendors.vendor(id);
  }

  @Post('merges/:mergeId/undo')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @Refuses(409, 'merge-undone', 'merge-is-final', 'vendor-merged')
  async undoMerge(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('mergeId', ParseUUIDPipe) mergeId: string,
  ): Promise<Vendor> {
    await this.merging.undo(id, mergeId);
    return this.vendors.vendor(id);
  }
}
