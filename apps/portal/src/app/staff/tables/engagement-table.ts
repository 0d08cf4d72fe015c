import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EngagementRow } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { message } from '../../language/message';
import { SessionStore } from '../../session/session-store';
import { Amount } from '../../ui/amount';
import { DayPipe } from '../../ui/dates';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import { approvalWords, ENGAGEMENT_STATE_WORDS } from '../../ui/words';
import { OwnerNote } from './owner-note';

@Component({
  selector: 'cs-engagement-table',
  imports: [Amount, DayPipe, OwnerNote, RatingChip, RouterLink, StateChip, TierChip],
  templateUrl: './engagement-table.html',
  host: { class: 'cs-table-frame' },
})
export class EngagementTable {
  readonly #session = inject(SessionStore);
  readonly rows = input.required<readonly EngagementRow[]>();
  protected readonly ended = ENGAGEMENT_STATE_WORDS.ended;

  protected readonly approval = approvalWords;
  protected readonly distance = (day: string): string => formatDistance(day, this.#session.today());
  protected readonly findings = (row: EngagementRow): string =>
    message(
      $localize`:@@engagement-table.findings-of:{n, plural, one {# open finding} other {# open findings}} of {name}`,
      { n: row.openFindings, name: row.name },
    );
  protected readonly gaps = (row: EngagementRow): string =>
    message(
      $localize`:@@engagement-table.gaps-of:{n, plural, one {# clause gap} other {# clause gaps}} of {name}`,
      { n: row.clauseGaps, name: row.name },
    );
}
