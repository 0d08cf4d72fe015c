import { Component, computed, inject, input, output } from '@angular/core';
import { SessionStore } from '../../../session/session-store';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { RatingChip } from '../../../ui/rating-chip';
import { StateChip } from '../../../ui/state-chip';
import { APPROVAL_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { ApprovalForm } from './approval-form';

@Component({
  selector: 'cs-approval-tab',
  imports: [ApprovalForm, DayPipe, EmptyNote, InstantPipe, RatingChip, StateChip],
  templateUrl: './approval-tab.html',
  host: { class: 'cs-stack' },
})
export class ApprovalTab {
  readonly engagement = input.required<EngagementView>();
  readonly changed = output();

  readonly #session = inject(SessionStore);
  protected readonly outcomes = APPROVAL_WORDS;
  protected readonly mayApprove = computed(
    () => this.#session.may('engagement.approve') && this.engagement().state === 'open',
  );
}
