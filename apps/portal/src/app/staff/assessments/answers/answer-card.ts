import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PublicAnswer } from '@countersign/api-types';
import { mdiAlertOctagram } from '@mdi/js';
import { InstantPipe } from '../../../ui/dates';
import { Icon } from '../../../ui/icon';
import { SeverityChip } from '../../../ui/severity-chip';
import { PublicAnswerBlock } from '../public-answers/public-answer-block';
import type { AssessmentView } from '../assessment-view';
import { weightEarned } from '../score/score-numbers';
import { AnswerBlock } from './answer-block';
import { EvidenceList } from './evidence-list';
import type { QuestionLine } from './question-line';
import { ReturnedSince } from './returned-since';
import { ReviewControls } from './review-controls';

@Component({
  selector: 'cs-answer-card',
  imports: [
    AnswerBlock,
    EvidenceList,
    Icon,
    InstantPipe,
    PublicAnswerBlock,
    ReturnedSince,
    ReviewControls,
    RouterLink,
    SeverityChip,
  ],
  templateUrl: './answer-card.html',
  styleUrl: './answer-card.scss',
  host: { role: 'article', tabindex: '-1', '[attr.aria-labelledby]': "'question-' + line().id" },
})
export class AnswerCard {
  readonly line = input.required<QuestionLine>();
  readonly assessment = input.required<AssessmentView>();
  readonly mayReview = input.required<boolean>();
  /** The review is closed: nothing goes back to the vendor. */
  readonly late = input(false);
  /** What members found themselves; null where nobody has said anything. */
  readonly ours = input<PublicAnswer | null>(null);
  readonly mayAnswer = input(false);
  readonly reviewed = output<AssessmentView>();
  readonly changed = output();
  readonly oursChanged = output();

  protected readonly knockoutSign = mdiAlertOctagram;
  /** Beside an answer of ours it is said whose is missing. */
  protected readonly nothing = computed(() =>
    this.ours()?.says == null
      ? $localize`:@@answer-block.not-answered:Not answered`
      : $localize`:@@answer-card.not-answered-by-the-vendor:Not answered by the vendor`,
  );
  protected readonly earned = computed(() => {
    const score = this.line().score;
    if (score === null || score.weight === 0) {
      return null;
    }
    return score.points === null ? null : weightEarned(score.points, score.weight);
  });
  protected readonly reason = computed(() => this.line().score?.reason.text ?? null);
  protected readonly knockout = computed(() => {
    const fired = this.line().knockout;
    if (fired === null) {
      return null;
    }
    if (!fired.open) {
      return $localize`:@@answer-card.knock-out-closed-as:Knock-out, closed as verified`;
    }
    switch (fired.status) {
      case 'fired':
        return $localize`:@@answer-card.knock-out:Knock-out`;
      case 'partial':
        return $localize`:@@answer-card.knock-out-met-only:Knock-out, met only in part`;
      case 'not-applicable':
        return $localize`:@@answer-card.knock-out-not-applicable:Knock-out, “not applicable” not accepted yet`;
    }
  });
}
