import { Controller, Get, Param, ParseIntPipe, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@countersign/platform';
import { QuestionnaireList, QuestionnaireVersion } from './questionnaire.dto';
import { Questionnaires } from './questionnaires';

@ApiTags('questionnaires')
@Controller('questionnaires')
export class QuestionnaireController {
  constructor(private readonly questionnaires: Questionnaires) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: QuestionnaireList })
  async listQuestionnaires(): Promise<QuestionnaireList> {
    return { items: await this.questionnaires.list() };
  }

  @Get(':id/versions/:number')
  @Allow('vendor.read')
  @ApiOkResponse({ type: QuestionnaireVersion })
  readQuestionnaireVersion(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<QuestionnaireVersion> {
    return this.questionnaires.version(id, number);
  }
}
