import { afterRenderEffect, Component, computed, ElementRef, inject, input, output } from '@angular/core';
import {
  mdiAlertOctagram,
  mdiCheck,
  mdiCircleMedium,
  mdiClose,
  mdiCommentQuestionOutline,
  mdiHistory,
  mdiPaperclip,
} from '@mdi/js';
import { Icon } from '../../../ui/icon';
import { VERDICT_WORDS } from '../../../ui/words';
import type { QuestionLine, SectionLines } from '../answers/question-line';

/** Pixels: the question before, or the one after, is seen as well. */
const MARGIN = 56;

interface Sign {
  readonly path: string;
  readonly text: string;
}

const VERDICT_SIGNS = {
  accepted: mdiCheck,
  clarify: mdiCommentQuestionOutline,
  rejected: mdiClose,
} as const;

/** The questions in their sections: one of them is shown, and the arrow keys move to another. */
@Component({
  selector: 'cs-question-list',
  imports: [Icon],
  templateUrl: './question-list.html',
  styleUrl: './question-list.scss',
})
export class QuestionList {
  readonly sections = input.required<readonly SectionLines[]>();
  readonly selected = input.required<string>();
  readonly mayReview = input.required<boolean>();
  readonly chosen = output<string>();
  readonly rest = output<string>();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #ids = computed(() => this.sections().flatMap(({ lines }) => lines.map(({ id }) => id)));
  protected readonly icons = { knockout: mdiAlertOctagram, changed: mdiHistory, evidence: mdiPaperclip };

  constructor() {
    afterRenderEffect(() => {
      const place = this.#button(this.selected());
      if (place !== null) bringIntoSight(place);
    });
  }

  protected sign({ review, awaitsReview }: QuestionLine): Sign | null {
    if (awaitsReview) {
      return { path: mdiCircleMedium, text: $localize`:@@question-list.needs-a-look:Needs a look` };
    }
    if (review === null) return null;
    return { path: VERDICT_SIGNS[review.verdict], text: VERDICT_WORDS[review.verdict].text };
  }

  protected waiting({ lines }: SectionLines): number {
    return lines.filter(({ awaitsReview }) => awaitsReview).length;
  }

  protected restOf({ id, title }: SectionLines): string {
    return $localize`:@@question-list.accept-the-rest-of:Accept the rest of ${id}:id:. ${title}:title:`;
  }

  protected onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = this.#ids()[this.#ids().indexOf(this.selected()) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    this.chosen.emit(next);
    this.#button(next)?.focus();
  }

  #button(id: string): HTMLElement | null {
    return this.#element.querySelector<HTMLElement>(`[data-question="${CSS.escape(id)}"]`);
  }
}

/** Within the list alone: the page stays where it is. */
function bringIntoSight(place: HTMLElement): void {
  const pane = place.closest<HTMLElement>('.pane');
  if (pane === null) return;
  const [inner, outer] = [place.getBoundingClientRect(), pane.getBoundingClientRect()];
  const above = outer.top + MARGIN - inner.top;
  const below = inner.bottom - outer.bottom + MARGIN;
  if (above > 0) pane.scrollTop -= above;
  else if (below > 0) pane.scrollTop += below;
}
