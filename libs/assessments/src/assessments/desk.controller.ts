import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Readings } from '@countersign/audit';
import {
  Allow,
  BodyUpTo,
  CurrentMember,
  RefusesStale,
  RefusesWith,
  type MemberActor,
} from '@countersign/platform';
import { StateNow } from './assessment.dto';
import {
  DeskChange,
  DeskNews,
  MOST_REVIEWED,
  NewReview,
  NewReviews,
  NewsQuery,
  StandingReview,
} from './desk.dto';
import { DeskReader } from './desk.reader';
import { Reviewing } from './reviewing';

/** The review desk: each act answers with what it has changed alone. */
@ApiTags('assessments')
@Controller('assessments/:id/reviews')
export class DeskController {
  constructor(
    private readonly reviewing: Reviewing,
    private readonly desk: DeskReader,
    private readonly readings: Readings,
  ) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: DeskNews })
  readReviews(@Param('id', ParseUUIDPipe) id: string, @Query() { since }: NewsQuery): Promise<DeskNews> {
    return this.desk.news(id, since ?? null);
  }

  @Put()
  @Allow('assessment.review')
  @BodyUpTo('256 kB', { fields: 4 * MOST_REVIEWED + 1, items: MOST_REVIEWED })
  @ApiOkResponse({ type: DeskChange })
  @RefusesWith(StateNow, 409, 'wrong-state')
  async reviewAnswers(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reviews }: NewReviews,
    @CurrentMember() member: MemberActor,
  ): Promise<DeskChange> {
    const before = await this.desk.standing(id);
    const overtaken = await this.reviewing.reviewAnswers(id, reviews, member);
    return this.changed(
      before,
      { id, questions: reviews.map(({ question }) => question), overtaken },
      member,
    );
  }

  @Put(':question')
  @Allow('assessment.review')
  @BodyUpTo('64 kB')
  @ApiOkResponse({ type: DeskChange })
  @RefusesWith(StateNow, 409, 'wrong-state')
  @RefusesStale(StandingReview)
  async reviewAnswer(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('question') question: string,
    @Body() review: NewReview,
    @CurrentMember() member: MemberActor,
  ): Promise<DeskChange> {
    const before = await this.desk.standing(id);
    await this.reviewing.reviewAnswer(id, question, review, member);
    return this.changed(before, { id, questions: [question], overtaken: [] }, member);
  }

  /** Whatever led to it: a vendor's answers are read, and the trail says so. */
  private async changed(
    before: Awaited<ReturnType<DeskReader['standing']>>,
    act: { id: string; questions: readonly string[]; overtaken: readonly string[] },
    member: MemberActor,
  ): Promise<DeskChange> {
    const change = await this.desk.changeSince(before, act);
    await this.readings.record('answers.read', act.id, member);
    return change;
  }
}
