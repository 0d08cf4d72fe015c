import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { EngagementRow } from '@countersign/api-types';
import { formatDistance } from '../../language/distance';
import { SessionStore } from '../../session/session-store';
import { Amount } from '../../ui/amount';
import { DayPipe } from '../../ui/dates';
import { Column } from '../../ui/list/column';
import { List } from '../../ui/list/list';
import { ListFilter } from '../../ui/list/list-filter';
import { ListState } from '../../ui/list/list-state';
import { ListSwitch } from '../../ui/list/list-switch';
import { byWords } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { RatingChip } from '../../ui/rating-chip';
import { StateChip } from '../../ui/state-chip';
import { TierChip } from '../../ui/tier-chip';
import {
  APPROVAL_STATES_TO_FILTER,
  approvalStateText,
  approvalWords,
  APPROVAL_WORDS,
  ENGAGEMENT_STATE_WORDS,
  LEVEL_WORDS,
  NO_APPROVAL,
  RATINGS,
  TIER_WORDS,
  USE_WORDS,
  type Words,
} from '../../ui/words';
import { OWNER_FILTERS } from '../tables/owner-filters';
import { OwnerNote } from '../tables/owner-note';
import { EngagementsClient } from './engagements-client';

@Component({
  selector: 'cs-engagement-list',
  imports: [
    Amount,
    Column,
    DayPipe,
    List,
    ListFilter,
    ListSwitch,
    OwnerNote,
    PageHeader,
    RatingChip,
    RouterLink,
    StateChip,
    TierChip,
  ],
  templateUrl: './engagement-list.html',
  styles: `
    /* each in one line where the table has room for it */
    @media (width >= 78rem) {
      cs-rating-chip,
      cs-state-chip {
        white-space: nowrap;
      }
    }
  `,
  host: { class: 'cs-stack' },
})
export class EngagementList {
  readonly #session = inject(SessionStore);
  protected readonly list = new ListState({
    sort: 'rating',
    direction: 'desc',
    filters: [
      'tier',
      'rating',
      'approval',
      'approvalState',
      'gaps',
      'withoutClause01',
      'use',
      'state',
      'owner',
      'reassessmentDue',
      'overdue',
    ],
  });
  protected readonly engagements = inject(EngagementsClient).list(this.list);

  protected readonly tiers = byWords(TIER_WORDS);
  protected readonly ratings = byWords(LEVEL_WORDS, RATINGS);
  protected readonly approvals = [{ value: 'none', text: NO_APPROVAL.text }, ...byWords(APPROVAL_WORDS)];

  protected readonly approvalStates = APPROVAL_STATES_TO_FILTER.map((value) => ({
    value,
    text: approvalStateText(value),
  }));

  /** Those that count are shown without asking. */
  protected readonly states = [{ value: 'ended', text: ENGAGEMENT_STATE_WORDS.ended.text }];
  protected readonly uses = byWords(USE_WORDS);
  protected readonly owners = OWNER_FILTERS;

  protected readonly distance = (day: string): string => formatDistance(day, this.#session.today());

  protected approval(row: EngagementRow): Words {
    return approvalWords(row);
  }
}
