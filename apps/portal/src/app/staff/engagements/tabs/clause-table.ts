import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ClauseState } from '@countersign/api-types';
import { SeverityChip } from '../../../ui/severity-chip';
import { StateChip } from '../../../ui/state-chip';
import { CLAUSE_LEVEL_WORDS, CLAUSE_NOT_MARKED, CLAUSE_STATUS_WORDS, type Words } from '../../../ui/words';

@Component({
  selector: 'cs-clause-table',
  imports: [RouterLink, SeverityChip, StateChip],
  templateUrl: './clause-table.html',
  host: { class: 'cs-table-frame' },
})
export class ClauseTable {
  readonly clauses = input.required<readonly ClauseState[]>();
  protected readonly levels = CLAUSE_LEVEL_WORDS;
  /** Gaps first, then what is required, each in the library's order. */
  protected readonly ordered = computed(() => [...this.clauses()].sort((a, b) => rank(a) - rank(b)));

  protected status(clause: ClauseState): Words {
    return clause.status ? CLAUSE_STATUS_WORDS[clause.status] : CLAUSE_NOT_MARKED;
  }

  protected reason(clause: ClauseState): string {
    const [first, ...more] = clause.because;
    if (first === undefined) {
      return clause.purpose;
    }
    const source = first.citation ?? first.text;
    return more.length > 0 ? `${source} and ${more.length} more` : source;
  }
}

function rank(clause: ClauseState): number {
  if (clause.gap) {
    return 0;
  }
  return clause.level === 'required' ? 1 : 2;
}
