import { Body, Controller, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, BodyUpTo, Refuses, RefusesStale, RefusesWith } from '@countersign/platform';
import { AgreedTermService } from './agreed-term.service';
import {
  AcceptLateNotice,
  AgreeTerm,
  AmendContract,
  ChangedDetails,
  CorrectAgreedTerm,
  CorrectTerms,
  RecordNotice,
  RecordReceipt,
  WithdrawAgreedTerm,
  WithdrawNotice,
} from './contract-request.dto';
import { Contract, ContractNow, KnownContract } from './contract.dto';
import { ContractReader } from './contract.reader';
import { DetailsService } from './details.service';
import { NoticeService } from './notice.service';
import { TermsService } from './terms.service';

/** What moves a contract after it was recorded: notices, agreed terms, amendments, corrections. */
@ApiTags('contracts')
@Controller('contracts/:id')
@Refuses(409, 'contract-void')
export class ContractTimeController {
  constructor(
    private readonly reader: ContractReader,
    private readonly notices: NoticeService,
    private readonly agreed: AgreedTermService,
    private readonly terms: TermsService,
    private readonly details: DetailsService,
  ) {}

  @Post('notices')
  @HttpCode(200)
  @Allow('contract.write')
  @BodyUpTo('32 kB')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-sent')
  async recordNotice(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() notice: RecordNotice,
  ): Promise<Contract> {
    await this.notices.recordNotice(contractId, notice);
    return this.reader.contract(contractId);
  }

  @Post('notices/:notice/receipt')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  async recordReceipt(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('notice', ParseUUIDPipe) noticeId: string,
    @Body() receipt: RecordReceipt,
  ): Promise<Contract> {
    await this.notices.recordReceipt({ contractId, noticeId }, receipt);
    return this.reader.contract(contractId);
  }

  @Post('notices/:notice/acceptance')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-not-late')
  async acceptLateNotice(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('notice', ParseUUIDPipe) noticeId: string,
    @Body() acceptance: AcceptLateNotice,
  ): Promise<Contract> {
    await this.notices.acceptLateNotice({ contractId, noticeId }, acceptance);
    return this.reader.contract(contractId);
  }

  @Post('notices/:notice/withdrawal')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  async withdrawNotice(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('notice', ParseUUIDPipe) noticeId: string,
    @Body() withdrawal: WithdrawNotice,
  ): Promise<Contract> {
    await this.notices.withdrawNotice({ contractId, noticeId }, withdrawal);
    return this.reader.contract(contractId);
  }

  @Post('agreed-terms')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-sent', 'renews-by-itself')
  async agreeTerm(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() term: AgreeTerm,
  ): Promise<Contract> {
    await this.agreed.agree(contractId, term);
    return this.reader.contract(contractId);
  }

  @Put('agreed-terms/:position')
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-sent', 'renews-by-itself')
  async correctAgreedTerm(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('position', ParseIntPipe) position: number,
    @Body() term: CorrectAgreedTerm,
  ): Promise<Contract> {
    await this.agreed.correct({ contractId, position }, term);
    return this.reader.contract(contractId);
  }

  @Post('agreed-terms/:position/withdrawal')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-sent', 'not-the-last-term')
  async withdrawAgreedTerm(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Param('position', ParseIntPipe) position: number,
    @Body() withdrawal: WithdrawAgreedTerm,
  ): Promise<Contract> {
    await this.agreed.withdraw({ contractId, position }, withdrawal);
    return this.reader.contract(contractId);
  }

  @Post('amendments')
  @HttpCode(200)
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @Refuses(409, 'notice-sent')
  async amendContract(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() amendment: AmendContract,
  ): Promise<Contract> {
    await this.terms.amend(contractId, amendment);
    return this.reader.contract(contractId);
  }

  /** Title, reference, owner, values, cost centre and supplier number. */
  @Put()
  @Allow('contract.write')
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  @RefusesWith(KnownContract, 409, 'known-reference')
  async changeDetails(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() details: ChangedDetails,
  ): Promise<Contract> {
    await this.details.change(contractId, details);
    return this.reader.contract(contractId);
  }

  @Put('terms')
  @Allow('contract.write')
  @BodyUpTo('64 kB', { fields: 2_000, items: 500 })
  @ApiOkResponse({ type: Contract })
  @RefusesStale(ContractNow)
  async correctTerms(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() correction: CorrectTerms,
  ): Promise<Contract> {
    await this.terms.correct(contractId, correction);
    return this.reader.contract(contractId);
  }
}
