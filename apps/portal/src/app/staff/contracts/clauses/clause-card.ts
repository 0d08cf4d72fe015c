import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ClauseState, Uuid } from '@countersign/api-types';
import { CL_01, cite } from '@countersign/domain';
import { mdiAlertOutline, mdiChevronDown, mdiChevronUp, mdiPencilOutline } from '@mdi/js';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import { Icon } from '../../../ui/icon';
import { SeverityChip } from '../../../ui/severity-chip';
import { StateChip } from '../../../ui/state-chip';
import { CLAUSE_LEVEL_WORDS, CLAUSE_WITHOUT_CONTRACT, CLAUSE_STATUS_WORDS } from '../../../ui/words';
import type { ContractView } from '../contract-view';
import { MarkClauseForm } from './mark-clause-form';

@Component({
  selector: 'cs-clause-card',
  imports: [DayPipe, Icon, InstantPipe, MarkClauseForm, MatButton, MatIconButton, SeverityChip, StateChip],
  templateUrl: './clause-card.html',
  styleUrl: './clause-card.scss',
  host: {
    role: 'article',
    '[attr.aria-labelledby]': "'clause-' + clause().clause",
    '[class.folded]': '!open()',
  },
})
export class ClauseCard {
  readonly contractId = input.required<Uuid>();
  readonly clause = input.required<ClauseState>();
  readonly mayMark = input.required<boolean>();
  readonly changed = output<ContractView>();

  protected readonly marking = signal(false);
  /** Null until somebody folds or unfolds it: what needs nothing is one line. */
  protected readonly unfolded = signal<boolean | null>(null);
  protected readonly open = computed(() => this.unfolded() ?? needsSomebody(this.clause()));
  protected readonly fold = $localize`:@@clause-card.hide-the-details:Hide the details`;
  protected readonly unfold = $localize`:@@clause-card.show-the-details:Show the details`;
  protected readonly icons = {
    mark: mdiPencilOutline,
    gap: mdiAlertOutline,
    fold: mdiChevronUp,
    unfold: mdiChevronDown,
  };
  protected readonly level = computed(() => CLAUSE_LEVEL_WORDS[this.clause().level]);
  protected readonly isFirst = computed(() => this.clause().clause === CL_01);
  protected readonly status = computed(() => {
    const { status } = this.clause();
    if (status === 'excepted' && this.clause().byLaw) {
      return {
        text: $localize`:@@clause-card.excepted-non-compliance:Excepted: non-compliance`,
        tone: 'bad',
      } as const;
    }
    return status === null ? CLAUSE_WITHOUT_CONTRACT : CLAUSE_STATUS_WORDS[status];
  });
  protected readonly reasons = computed(() =>
    this.clause().because.map(({ text, citation }) => ({
      text: text.charAt(0).toUpperCase() + text.slice(1),
      citation: citation === null || text.includes(cite(citation)) ? null : cite(citation),
    })),
  );

  protected mark(): void {
    this.unfolded.set(true);
    this.marking.set(true);
  }

  protected took(contract: ContractView): void {
    this.marking.set(false);
    this.changed.emit(contract);
  }
}

/** A gap, an exception, what nobody has read the contract for, and what stands in it without being in force. */
function needsSomebody({ gap, toReview, status, inForce }: ClauseState): boolean {
  return gap || toReview || status === 'excepted' || (status === 'present' && !inForce);
}
