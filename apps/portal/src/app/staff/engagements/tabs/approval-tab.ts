import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StaleCause } from '@countersign/domain';
import { mdiAlertOutline } from '@mdi/js';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { RatingChip } from '../../../ui/rating-chip';
import { StateChip } from '../../../ui/state-chip';
import { APPROVAL_WORDS, RECOMMENDATION_WORDS } from '../../../ui/words';
import { ResearchPanel } from '../../assessments/public-answers/research-panel';
import type { EngagementView } from '../engagement-view';
import { Rulebook } from '../rulebook';
import { AcceptancePanel } from './acceptance-panel';
import { ApprovalForm } from './approval-form';
import { GateList } from './gate-list';
import { ScopePanel } from './scope-panel';
import { staleWords } from './gate-words';

@Component({
  selector: 'cs-approval-tab',
  imports: [
    AcceptancePanel,
    ApprovalForm,
    DayPipe,
    EmptyNote,
    GateList,
    Icon,
    InstantPipe,
    RatingChip,
    ResearchPanel,
    RouterLink,
    ScopePanel,
    StateChip,
  ],
  templateUrl: './approval-tab.html',
  styleUrl: './approval-tab.scss',
  host: { class: 'cs-stack' },
})
export class ApprovalTab {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  readonly #rulebook = inject(Rulebook);
  protected readonly staleSign = mdiAlertOutline;
  protected readonly outcomes = APPROVAL_WORDS;
  protected readonly mayApprove = computed(
    () => this.#session.may('engagement.approve') && this.engagement().state === 'open',
  );

  /** What whoever approves reads first: of every questionnaire whose review is closed, the latest on top. */
  protected readonly reviews = computed(() =>
    this.engagement().assessments.flatMap(({ id, questionnaireTitle, closing }) =>
      closing === null ? [] : [{ id, questionnaireTitle, closing }],
    ),
  );
  protected readonly recommendations = RECOMMENDATION_WORDS;

  protected staleText(cause: StaleCause): string {
    return staleWords(cause, (element) => this.#rulebook.valueLabel('dataElements', element));
  }
}
