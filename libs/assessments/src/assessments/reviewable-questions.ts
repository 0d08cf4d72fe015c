import { Injectable } from '@nestjs/common';
import { invalid, notFound, say } from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import type { NewReview } from './desk.dto';
import { Submissions } from './submissions';

interface Said extends Pick<NewReview, 'points' | 'note'> {
  readonly verdict: NewReview['verdict'] | null;
}

/** The question must be one of the version that was sent, and points one of those it offers. */
@Injectable()
export class ReviewableQuestions {
  constructor(
    private readonly questionnaires: Questionnaires,
    private readonly submissions: Submissions,
  ) {}

  /** A knock-out of this submission on whose answer nobody has said anything. */
  async waitsForJudgement(
    assessmentId: string,
    { engagementId }: { readonly engagementId: string },
    question: string,
  ): Promise<boolean> {
    const submissions = await this.submissions.ofEngagement(engagementId);
    const submission = submissions.find((one) => one.assessmentId === assessmentId);
    return submission?.knockouts.some((one) => one.question === question && !one.judged) ?? false;
  }

  async requireReviewable(
    versionId: string,
    question: string,
    { verdict, points, note }: Said,
  ): Promise<void> {
    const { questions } = await this.questionnaires.compiled(versionId);
    const found = questions.find(({ id }) => id === question);
    if (found === undefined) throw notFound('question');
    const doubted = verdict === 'clarify' || verdict === 'rejected';
    if (doubted && (note === null || note === '')) {
      throw invalid([{ field: 'note', message: say('review.service.say-what-is-missing') }]);
    }
    if (points == null) return;
    const offered = found.scoring?.reviewerPoints ?? [];
    if (!offered.includes(points)) {
      throw invalid([{ field: 'points', message: say('review.service.this-question-offers-no') }]);
    }
  }
}
