import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AssessmentRow } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { SessionStore } from '../../session/session-store';
import { DayPipe } from '../../ui/dates';
import { StateChip } from '../../ui/state-chip';
import { ASSESSMENT_STATE_WORDS } from '../../ui/words';
import { oneDecimal } from '../assessments/score/score-numbers';

@Component({
  selector: 'cs-assessment-table',
  imports: [DayPipe, RouterLink, StateChip],
  templateUrl: './assessment-table.html',
  host: { class: 'cs-table-frame' },
})
export class AssessmentTable {
  readonly rows = input.required<readonly AssessmentRow[]>();
  readonly #session = inject(SessionStore);
  protected readonly states = ASSESSMENT_STATE_WORDS;

  protected distance(row: AssessmentRow): string {
    const finished = row.state === 'closed' || row.state === 'cancelled' || row.submittedAt !== null;
    return finished ? '' : formatDistance(row.dueOn, this.#session.today());
  }

  /** Rounded down like every shown score. */
  protected effectiveness(row: AssessmentRow): string {
    return row.ceHundredths === null
      ? '–'
      : $localize`:@@assessment-table.of-100:${oneDecimal(row.ceHundredths)}:score: of 100`;
  }
}
