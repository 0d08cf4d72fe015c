import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Finding } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { SessionStore } from '../../session/session-store';
import { cite } from '@countersign/domain';
import { mdiAlertOctagram } from '@mdi/js';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { Icon } from '../../ui/icon';
import { SeverityChip } from '../../ui/severity-chip';
import { StateChip } from '../../ui/state-chip';
import { FINDING_STATE_WORDS } from '../../ui/words';
import { FindingJudgement } from './finding-judgement';
import { FindingPlan } from './finding-plan';

@Component({
  selector: 'cs-finding-detail',
  imports: [DayPipe, FindingJudgement, FindingPlan, Icon, InstantPipe, RouterLink, SeverityChip, StateChip],
  templateUrl: './finding-detail.html',
  styleUrl: './finding-detail.scss',
})
export class FindingDetail {
  readonly finding = input.required<Finding>();
  /** Whether the engagement is named; on its own pages it need not be. */
  readonly withEngagement = input(false);
  readonly judged = output<Finding>();

  protected readonly states = FINDING_STATE_WORDS;
  protected readonly knockout = mdiAlertOctagram;
  protected readonly verdict = computed(() => {
    const { state, verdictBy } = this.finding();
    if (verdictBy === null) {
      return null;
    }
    // Closed by whoever saw the fix work, or by itself since: the wire does not say which.
    if (state === 'closed') return $localize`:@@finding-detail.judged-by:Judged by ${verdictBy}:verdictBy:`;
    return state === 'rejected'
      ? $localize`:@@finding-detail.rejected-by:Rejected by ${verdictBy}:verdictBy:`
      : $localize`:@@finding-detail.confirmed-by:Confirmed by ${verdictBy}:verdictBy:`;
  });
  readonly #today = inject(SessionStore).today;
  protected readonly distance = computed(() => formatDistance(this.finding().dueOn, this.#today()));
  protected readonly origin = computed(() => {
    const { sourceTitle, question, clause } = this.finding();
    const subject =
      question === null
        ? clause === null
          ? null
          : $localize`:@@finding-detail.clause:clause ${clause}:clause:`
        : $localize`:@@finding-detail.question:question ${question}:question:`;
    return subject === null ? sourceTitle : `${sourceTitle}: ${subject}`;
  });
  protected readonly citation = computed(() => {
    const { citation } = this.finding();
    return citation === null ? null : cite(citation);
  });
}
