import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StateNow } from '@countersign/assessments';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  Refuses,
  RefusesStale,
  RefusesWith,
  type MemberActor,
} from '@countersign/platform';
import {
  NewPublicAnswer,
  PublicAnswer,
  PublicAnswerList,
  StandingPublicAnswer,
  WithdrawnPublicAnswer,
} from './public-answer.dto';
import { PublicAnswerReader } from './public-answer.reader';
import { PublicAnswers } from './public-answers';

@ApiTags('assessments')
@Controller()
export class PublicAnswerController {
  constructor(
    private readonly answers: PublicAnswers,
    private readonly reader: PublicAnswerReader,
  ) {}

  @Get('assessments/:id/public-answers')
  @Allow('vendor.read')
  @ApiOkResponse({ type: PublicAnswerList })
  listPublicAnswers(@Param('id', ParseUUIDPipe) id: string): Promise<PublicAnswerList> {
    return this.reader.list({ assessmentId: id });
  }

  @Get('engagements/:id/public-answers')
  @Allow('vendor.read')
  @ApiOkResponse({ type: PublicAnswerList })
  listPublicAnswersOfEngagement(@Param('id', ParseUUIDPipe) id: string): Promise<PublicAnswerList> {
    return this.reader.list({ engagementId: id });
  }

  @Put('assessments/:id/public-answers/:question')
  @Allow('assessment.review')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: PublicAnswer })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesStale(StandingPublicAnswer)
  async answerFromDocument(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('question') question: string,
    @Body() given: NewPublicAnswer,
    @CurrentMember() member: MemberActor,
  ): Promise<PublicAnswer> {
    await this.answers.give(id, question, given, member);
    return this.reader.one(id, question);
  }

  @Post('assessments/:id/public-answers/:question/withdraw')
  @HttpCode(200)
  @Allow('assessment.review')
  @ApiOkResponse({ type: PublicAnswer })
  @RefusesStale(StandingPublicAnswer)
  @Refuses(409, 'public-answer-withdrawn')
  async withdrawPublicAnswer(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('question') question: string,
    @Body() withdrawn: WithdrawnPublicAnswer,
    @CurrentMember() member: MemberActor,
  ): Promise<PublicAnswer> {
    await this.answers.withdraw(id, question, withdrawn, member);
    return this.reader.one(id, question);
  }
}
