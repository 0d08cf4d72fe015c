import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClauseState } from '@countersign/api-types';
import { SeverityChip } from '../../../ui/severity-chip';
import { StateChip } from '../../../ui/state-chip';
import {
  CLAUSE_LEVEL_WORDS,
  CLAUSE_WITHOUT_CONTRACT,
  CLAUSE_STATUS_WORDS,
  type Words,
} from '../../../ui/words';

const SHOWN_CITATIONS = 2;

@Component({
  selector: 'cs-clause-table',
  imports: [RouterLink, SeverityChip, StateChip],
  templateUrl: './clause-table.html',
  host: { class: 'cs-table-frame' },
})
export class ClauseTable {
  readonly clauses = input.required<readonly ClauseState[]>();
  protected readonly levels = CLAUSE_LEVEL_WORDS;
  /** Gaps first, then what nobody has read the contract for, then what is required, each in the library's order. */
  protected readonly ordered = computed(() => [...this.clauses()].sort((a, b) => rank(a) - rank(b)));

  protected status(clause: ClauseState): Words {
    return clause.status ? CLAUSE_STATUS_WORDS[clause.status] : CLAUSE_WITHOUT_CONTRACT;
  }

  protected reason(clause: ClauseState): string {
    const said = clause.because[0]?.text ?? clause.purpose;
    return said.charAt(0).toUpperCase() + said.slice(1);
  }

  protected citations(clause: ClauseState): string {
    const all = clause.because.flatMap(({ citation }) => (citation === null ? [] : [citation]));
    const more = all.length - SHOWN_CITATIONS;
    const shown = all.slice(0, SHOWN_CITATIONS).join('; ');
    return more > 0 ? $localize`:@@clause-table.and-more:${shown}:shown: and ${more}:more: more` : shown;
  }
}

function rank(clause: ClauseState): number {
  if (clause.gap) {
    return 0;
  }
  if (clause.toReview) {
    return 1;
  }
  return clause.level === 'required' ? 2 : 3;
}
