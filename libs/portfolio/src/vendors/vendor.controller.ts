import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Contact } from '@countersign/assessments';
import { Allow, BodyUpTo, Refuses, RefusesStale, RefusesWith } from '@countersign/platform';
import { VendorFields } from '@countersign/vendors';
import { ContactService } from './contact.service';
import {
  ArchivedVendor,
  ChangedContact,
  ChangedVendor,
  KnownVendor,
  NewContact,
  NewVendor,
  RestingWork,
  ReplacedContact,
  Seen,
  Vendor,
  VendorPage,
  VendorQuery,
  WaitingFor,
} from './vendor.dto';
import { VendorReader } from './vendor.reader';
import { VendorService } from './vendor.service';

@ApiTags('vendors')
@Controller('vendors')
export class VendorController {
  constructor(
    private readonly vendors: VendorService,
    private readonly contacts: ContactService,
    private readonly reader: VendorReader,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: VendorPage })
  listVendors(@Query() query: VendorQuery): Promise<VendorPage> {
    return this.reader.list(query);
  }

  @Post()
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiCreatedResponse({ type: Vendor })
  @RefusesWith(KnownVendor, 409, 'vendor-exists')
  @Refuses(409, 'contact-exists')
  async addVendor(@Body() vendor: NewVendor): Promise<Vendor> {
    return this.reader.vendor(await this.vendors.addVendor(vendor));
  }

  @Get(':id')
  @Allow('vendor.read')
  @ApiOkResponse({ type: Vendor })
  readVendor(@Param('id', ParseUUIDPipe) id: string): Promise<Vendor> {
    return this.reader.vendor(id);
  }

  @Put(':id')
  @Allow('vendor.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(VendorFields)
  @RefusesWith(KnownVendor, 409, 'vendor-exists')
  @Refuses(409, 'vendor-merged')
  async changeVendor(@Param('id', ParseUUIDPipe) id: string, @Body() change: ChangedVendor): Promise<Vendor> {
    await this.vendors.change(id, change);
    return this.reader.vendor(id);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(VendorFields)
  @RefusesWith(RestingWork, 409, 'vendor-has-open-work')
  @Refuses(409, 'vendor-is-asked', 'vendor-merged')
  async archiveVendor(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() archived: ArchivedVendor,
  ): Promise<Vendor> {
    await this.vendors.archive(id, archived);
    return this.reader.vendor(id);
  }

  @Post(':id/bring-back')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(VendorFields)
  @Refuses(409, 'vendor-merged')
  async bringVendorBack(@Param('id', ParseUUIDPipe) id: string, @Body() seen: Seen): Promise<Vendor> {
    await this.vendors.bringBack(id, seen);
    return this.reader.vendor(id);
  }

  @Post(':id/contacts')
  @Allow('vendor.write')
  @ApiCreatedResponse({ type: Contact })
  @Refuses(409, 'contact-exists', 'vendor-merged')
  addContact(@Param('id', ParseUUIDPipe) id: string, @Body() contact: NewContact): Promise<Contact> {
    return this.contacts.add(id, contact);
  }

  @Put(':id/contacts/:contactId')
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(Contact)
  @Refuses(409, 'contact-exists', 'vendor-merged')
  @Refuses(429, 'mailed-often')
  async changeContact(
    @Param('id', ParseUUIDPipe) vendorId: string,
    @Param('contactId', ParseUUIDPipe) id: string,
    @Body() change: ChangedContact,
  ): Promise<Vendor> {
    await this.contacts.change({ vendorId, id }, change);
    return this.reader.vendor(vendorId);
  }

  @Post(':id/contacts/:contactId/replace')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(Contact)
  @Refuses(409, 'vendor-merged')
  @Refuses(429, 'mailed-often')
  async replaceContact(
    @Param('id', ParseUUIDPipe) vendorId: string,
    @Param('contactId', ParseUUIDPipe) id: string,
    @Body() replaced: ReplacedContact,
  ): Promise<Vendor> {
    await this.contacts.replace({ vendorId, id }, replaced);
    return this.reader.vendor(vendorId);
  }

  @Post(':id/contacts/:contactId/deactivate')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(Contact)
  @RefusesWith(WaitingFor, 409, 'contact-is-asked')
  @Refuses(409, 'vendor-merged')
  async deactivateContact(
    @Param('id', ParseUUIDPipe) vendorId: string,
    @Param('contactId', ParseUUIDPipe) id: string,
    @Body() seen: Seen,
  ): Promise<Vendor> {
    await this.contacts.deactivate({ vendorId, id }, seen);
    return this.reader.vendor(vendorId);
  }

  @Post(':id/contacts/:contactId/bring-back')
  @HttpCode(200)
  @Allow('vendor.write')
  @ApiOkResponse({ type: Vendor })
  @RefusesStale(Contact)
  @Refuses(409, 'vendor-merged')
  async bringContactBack(
    @Param('id', ParseUUIDPipe) vendorId: string,
    @Param('contactId', ParseUUIDPipe) id: string,
    @Body() seen: Seen,
  ): Promise<Vendor> {
    await this.contacts.bringBack({ vendorId, id }, seen);
    return this.reader.vendor(vendorId);
  }
}
