import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentMember, type MemberActor } from '@countersign/platform';
import { FormulaRiseList } from './formula-rises.dto';
import { FormulaRises } from './formula-rises';

/** What rose by a change of the formula alone: for `risk` to see once. */
@ApiTags('engagements')
@Controller('formula-rises')
export class FormulaRisesController {
  constructor(private readonly rises: FormulaRises) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: FormulaRiseList })
  listFormulaRises(): Promise<FormulaRiseList> {
    return this.rises.list();
  }

  @Post('seen')
  @HttpCode(200)
  @Allow('engagement.approve')
  @ApiOkResponse({ type: FormulaRiseList })
  async seeFormulaRises(@CurrentMember() member: MemberActor): Promise<FormulaRiseList> {
    await this.rises.see(member);
    return this.rises.list();
  }
}
