import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentMember,
  BodyUpTo,
  Refuses,
  RefusesStale,
  RefusesWith,
  type MemberActor,
} from '@countersign/platform';
import { ContractCalendar } from './contract-calendar';
import {
  BringBackContract,
  ContractQuery,
  CoverEngagement,
  DecideTerm,
  NewContract,
  UncoverEngagement,
  VoidContract,
} from './contract-request.dto';
import {
  Contract,
  ContractNow,
  ContractPage,
  ContractVoidPreview,
  Holidays,
  KnownContract,
  StandingDecision,
} from './contract.dto';
import { ContractReader } from './contract.reader';
import { ContractService } from './contract.service';
import { CoverageService } from './coverage.service';
import { VoidingService } from './voiding.service';
import { TermDecisionService } from './term-decision.service';
import { ExceptClause, MarkClause, StandingMark } from '../clauses/clause.dto';

@ApiTags('contracts')
@Controller('contracts')
export class ContractController {
  constructor(
    private readonly reader: ContractReader,
    private readonly contracts: ContractService,
    private readonly terms: TermDecisionService,
    private readonly calendar: ContractCalendar,
    private readonly voiding: VoidingService,
    private readonly coverage: CoverageService,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: ContractPage })
  listContracts(
    @Query() query: ContractQuery,
    @CurrentMember() { memberId }: MemberActor,
  ): Promise<ContractPage> {
    return this.reader.list(query, memberId);
  }

  @Post()
  @Allow('contract.write')
  @BodyUpTo('64 kB', { fields: 2_000, items: 500 })
  @ApiCreatedResponse({ type: Contract })
  @Refuses(404, 'not-found')
  @Refuses(409, 'vendor-archived', 'vendor-merged')
  @RefusesWith(KnownContract, 409, 'known-reference')
  async recordContract(@Body() contract: NewContract): Promise<Contract> {
    return this.reader.contract(await this.contracts.recordContract(contract));
  }

  /** With the form of a contract, so that its preview shows the days that will be saved. */
  @Get('holidays')
  @Allow('vendor.read')
  @ApiOkResponse({ type: Holidays })
  async listHolidays(): Promise<Holidays> {
    return { days: [...(await this.calendar.calendar()).holidays] };
  }

  @Get(':id')
  @Allow('vendor.read')
  @ApiOkResponse({ type: Contract })
  readContract(@Param('id', ParseUUIDPipe) id: string): Promise<Contract> {
    return this.reader.contract(id);
  }

  @Post(':id/engagements')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'already-covered', 'contract-void', 'engagement-ended')
  async coverEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() covered: CoverEngagement,
  ): Promise<Contract> {
    await this.coverage.cover(id, covered);
    return this.reader.contract(id);
  }

  @Post(':id/engagements/:engagement/removal')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-void', 'last-engagement')
  async uncoverEngagement(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('engagement', ParseUUIDPipe) engagementId: string,
    @Body() because: UncoverEngagement,
  ): Promise<Contract> {
    await this.coverage.uncover(id, engagementId, because);
    return this.reader.contract(id);
  }

  @Get(':id/void')
  @Allow('contract.write')
  @ApiOkResponse({ type: ContractVoidPreview })
  previewVoiding(@Param('id', ParseUUIDPipe) id: string): Promise<ContractVoidPreview> {
    return this.voiding.preview(id);
  }

  @Post(':id/void')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-void')
  @RefusesStale(ContractNow)
  async voidContract(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() because: VoidContract,
  ): Promise<Contract> {
    await this.voiding.void(id, because);
    return this.reader.contract(id);
  }

  @Post(':id/bring-back')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-not-void')
  @RefusesWith(KnownContract, 409, 'known-reference')
  async bringBackContract(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() because: BringBackContract,
  ): Promise<Contract> {
    await this.voiding.bringBack(id, because);
    return this.reader.contract(id);
  }

  @Put(':id/clauses/:clause')
  @Allow('contract.write')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: Contract })
  @Refuses(403, 'forbidden')
  @Refuses(409, 'contract-void')
  @RefusesStale(StandingMark)
  async markClause(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('clause') clause: string,
    @Body() mark: MarkClause,
  ): Promise<Contract> {
    await this.contracts.markClause(id, clause, mark);
    return this.reader.contract(id);
  }

  @Post(':id/clauses/:clause/exception')
  @HttpCode(200)
  @Allow('engagement.approve')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-void')
  @RefusesStale(StandingMark)
  async exceptClause(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('clause') clause: string,
    @Body() exception: ExceptClause,
  ): Promise<Contract> {
    await this.contracts.exceptClause(id, clause, exception);
    return this.reader.contract(id);
  }

  @Post(':id/terms/:number/decision')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @Refuses(409, 'contract-void', 'notice-sent', 'term-over')
  @RefusesStale(StandingDecision)
  async decideTerm(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('number', ParseIntPipe) number: number,
    @Body() decision: DecideTerm,
  ): Promise<Contract> {
    await this.terms.decideTerm({ contractId, number }, decision);
    return this.reader.contract(contractId);
  }
}
