import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AssessmentRow } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { formatDateOf } from '../../language/formats';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { Column } from '../../ui/list/column';
import { List } from '../../ui/list/list';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { ListSwitch } from '../../ui/list/list-switch';
import { byWords } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { StateChip } from '../../ui/state-chip';
import { ASSESSMENT_STATE_WORDS } from '../../ui/words';
import { AssessmentsClient } from './assessments-client';
import { oneDecimal } from './score/score-numbers';

@Component({
  selector: 'cs-assessment-list',
  imports: [Column, DayPipe, List, ListFilter, ListSwitch, PageHeader, RouterLink, StateChip],
  templateUrl: './assessment-list.html',
  host: { class: 'cs-stack' },
})
export class AssessmentList {
  readonly #today = inject(SessionStore).today;
  protected readonly list = new ListState({
    sort: 'dueOn',
    direction: 'desc',
    filters: ['state', 'overdue', 'awaitingReview'],
  });
  protected readonly assessments = inject(AssessmentsClient).list(this.list);
  protected readonly states = byWords(ASSESSMENT_STATE_WORDS);
  protected readonly stateWords = ASSESSMENT_STATE_WORDS;
  protected readonly points = oneDecimal;

  protected aboutDue(row: AssessmentRow): string {
    if (row.submittedAt !== null) {
      return $localize`:@@assessment-list.submitted:submitted ${formatDateOf(row.submittedAt)}:formatDate:`;
    }
    return row.state === 'cancelled' ? '' : formatDistance(row.dueOn, this.#today());
  }
}
