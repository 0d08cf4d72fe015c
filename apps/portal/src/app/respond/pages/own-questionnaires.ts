import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { OwnQuestionnaire } from '@countersign/api-types';
import { isAnswerable } from '@countersign/domain';
import { message } from '../../language/message';
import { DayPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { BesideStore } from '../assessment/beside-store';

/** All that one person is asked for by this organisation, and the way from one to the other. */
@Component({
  selector: 'cs-own-questionnaires',
  imports: [DayPipe, MatButton],
  templateUrl: './own-questionnaires.html',
  styleUrls: ['./page.scss', './own-questionnaires.scss'],
})
export class OwnQuestionnaires {
  protected readonly store = inject(AssessmentStore);
  protected readonly beside = inject(BesideStore);
  readonly #window = inject(DOCUMENT).defaultView;

  protected readonly shown = computed(
    () => this.beside.questionnaires().length > 1 || this.beside.hidden() > 0,
  );
  protected readonly lines = computed(() =>
    this.beside.questionnaires().map((one) => ({
      ...one,
      current: one.id === this.store.assessment().id,
      standing: standingOf(one),
      next: nextOf(one),
      due: isAnswerable(one.state),
    })),
  );
  protected readonly hiddenInWords = computed(() =>
    message(
      $localize`:@@own-questionnaires.hidden:{n, plural, one {One more questionnaire is} other {# more questionnaires are}} addressed to you. A code to the address that was invited shows what is still open, and offers here what was answered there.`,
      { n: this.beside.hidden() },
    ),
  );
  protected readonly mailed = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  protected mailCode(): Promise<void> {
    return this.#attempt(async () => {
      const trouble = await this.beside.mailCode();
      if (trouble === null) this.mailed.set(true);
      return trouble;
    });
  }

  protected prove(submitted: Event, code: string): Promise<void> {
    submitted.preventDefault();
    return this.#attempt(() => this.beside.prove(code.trim()));
  }

  /** A page of its own: nothing that is typed here can reach the other one. */
  protected open({ id, opened }: OwnQuestionnaire): Promise<void> {
    return this.#attempt(async () => {
      const trouble = opened ? null : await this.beside.open(id);
      if (trouble === null) this.#window?.location.assign(`/respond/assessments/${id}`);
      return trouble;
    });
  }

  async #attempt(act: () => Promise<string | null>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    this.problem.set((await act()) ?? '');
    this.busy.set(false);
  }
}

function standingOf({ state, complete, shown }: OwnQuestionnaire): string {
  switch (state) {
    case 'submitted':
    case 'in-review':
      return $localize`:@@own-questionnaires.submitted:Submitted`;
    case 'closed':
      return $localize`:@@own-questionnaires.reviewed:Submitted and reviewed`;
    case 'returned':
      return $localize`:@@own-questionnaires.returned:Returned: questions to look at`;
    case 'declined':
      return $localize`:@@own-questionnaires.declined:Declined`;
    default:
      return complete === null || shown === null || complete === 0
        ? $localize`:@@own-questionnaires.not-begun:Nothing complete yet`
        : $localize`:@@own-questionnaires.complete:${complete}:complete: of ${shown}:shown: complete`;
  }
}

function nextOf({ state, complete }: OwnQuestionnaire): string {
  if (!isAnswerable(state)) return $localize`:@@own-questionnaires.read:Read the answers`;
  if (state === 'returned') return $localize`:@@own-questionnaires.look:Look at the questions`;
  return (complete ?? 0) > 0
    ? $localize`:@@own-questionnaires.continue:Continue`
    : $localize`:@@own-questionnaires.start:Start answering`;
}
