import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { factCatalogue } from '@countersign/content';
import { Allow } from '@countersign/platform';
import { ClauseLibraries } from './clause-libraries';
import { Catalogue } from './clause.dto';

@ApiTags('clauses')
@Controller('catalogue')
export class CatalogueController {
  constructor(private readonly libraries: ClauseLibraries) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: Catalogue })
  async readCatalogue(): Promise<Catalogue> {
    return { facts: factCatalogue, library: await this.libraries.latest() };
  }
}
