import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EngagementRow } from '@countersign/api-types';
import { Amount } from '../../ui/amount';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import { approvalWords, ENGAGEMENT_STATE_WORDS } from '../../ui/words';
import { OwnerNote } from './owner-note';

@Component({
  selector: 'cs-engagement-table',
  imports: [Amount, OwnerNote, RatingChip, RouterLink, StateChip, TierChip],
  templateUrl: './engagement-table.html',
  host: { class: 'cs-table-frame' },
})
export class EngagementTable {
  readonly rows = input.required<readonly EngagementRow[]>();
  protected readonly ended = ENGAGEMENT_STATE_WORDS.ended;

  protected readonly approval = approvalWords;
}
