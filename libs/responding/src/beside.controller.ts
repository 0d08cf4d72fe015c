import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BodyUpTo,
  Compressed,
  CurrentRespondent,
  Database,
  Refuses,
  Respondent,
  type RespondentActor,
  WithoutTransaction,
} from '@countersign/platform';
import { Beside, GivenCode, TakenAnswers, TookOver } from './beside.dto';
import { CodeProof } from './code-proof';
import { EarlierAnswers } from './earlier-answers';
import { OwnQuestionnaires } from './own-questionnaires';
import { SaveAllowance } from './save-allowance';

/** What one contact has beside the questionnaire that is open. */
@ApiTags('responding')
@Controller('respond/assessments/:id')
export class BesideController {
  constructor(
    private readonly database: Database,
    private readonly own: OwnQuestionnaires,
    private readonly earlier: EarlierAnswers,
    private readonly proof: CodeProof,
    private readonly saves: SaveAllowance,
  ) {}

  @Get('beside')
  @Respondent()
  @Compressed()
  @ApiOkResponse({ type: Beside })
  async readBeside(
    @Param('id', ParseUUIDPipe) _id: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<Beside> {
    const { questionnaires, hidden } = await this.own.of(actor);
    return { questionnaires, hidden, answers: await this.earlier.of(actor) };
  }

  /** A code is counted before the work begins, so that no refusal takes the count back. */
  @Post('proof')
  @HttpCode(204)
  @Respondent()
  @WithoutTransaction()
  @ApiNoContentResponse()
  @Refuses(403, 'code-needed')
  @Refuses(422, 'code-wrong')
  @Refuses(429, 'too-many-requests')
  async proveInSession(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() { code }: GivenCode,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    if (code !== null) await this.proof.countTry(actor);
    await this.database.run(actor, async () => {
      await this.database.continueAsJob('invitation');
      await this.proof.demandInSession(actor, code);
    });
  }

  @Post('beside/:otherId/open')
  @HttpCode(204)
  @Respondent()
  @ApiNoContentResponse()
  @Refuses(403, 'code-needed')
  @Refuses(404, 'not-found')
  @Refuses(410, 'link-ended', 'no-longer-needed')
  async openBeside(
    @Param('id', ParseUUIDPipe) _id: string,
    @Param('otherId', ParseUUIDPipe) otherId: string,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<void> {
    await this.own.open(actor, otherId);
  }

  @Post('taken-over')
  @HttpCode(200)
  @Respondent()
  @WithoutTransaction()
  @BodyUpTo('704 kB', { items: 1_000, fields: 4_000 })
  @ApiOkResponse({ type: TookOver })
  @Refuses(429, 'too-many-saves')
  async takeOverAnswers(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() { answers }: TakenAnswers,
    @CurrentRespondent() actor: RespondentActor,
  ): Promise<TookOver> {
    for (const _answer of answers) await this.saves.take(actor, 1);
    return this.database.run(actor, () => this.earlier.takeOver(actor, answers));
  }
}
