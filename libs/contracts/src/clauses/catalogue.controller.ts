import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CRITICAL_TRIGGERS, INHERENT_NOTES } from '@countersign/domain';
import { Allow, factsInWords, inWords, say } from '@countersign/platform';
import { ClauseLibraries } from './clause-libraries';
import { Catalogue } from './clause.dto';

function stepsInWords(): Record<string, string> {
  const steps = [
    ...CRITICAL_TRIGGERS.map((code) => say(`trigger.${code}`)),
    ...INHERENT_NOTES.map((code) => say(`inherent-note.${code}`)),
  ];
  return Object.fromEntries(steps.map((step) => [step.code, inWords(step)]));
}

@ApiTags('clauses')
@Controller('catalogue')
export class CatalogueController {
  constructor(private readonly libraries: ClauseLibraries) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: Catalogue })
  async readCatalogue(): Promise<Catalogue> {
    return { facts: factsInWords(), library: await this.libraries.latest(), steps: stepsInWords() };
  }
}
