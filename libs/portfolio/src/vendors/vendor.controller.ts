import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Contact } from '@countersign/assessments';
import { Allow, BodyUpTo, Refuses, RefusesWith } from '@countersign/platform';
import { KnownVendor, NewContact, NewVendor, Vendor, VendorPage, VendorQuery } from './vendor.dto';
import { VendorReader } from './vendor.reader';
import { VendorService } from './vendor.service';

@ApiTags('vendors')
@Controller('vendors')
export class VendorController {
  constructor(
    private readonly vendors: VendorService,
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

  @Post(':id/contacts')
  @Allow('vendor.write')
  @ApiCreatedResponse({ type: Contact })
  @Refuses(409, 'contact-exists')
  addContact(@Param('id', ParseUUIDPipe) id: string, @Body() contact: NewContact): Promise<Contact> {
    return this.vendors.addContact(id, contact);
  }
}
