import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DayPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { BesideStore } from '../assessment/beside-store';
import { AnswerWords } from './answer-words-list';

/** What was answered to this question in another questionnaire, while nothing is answered here. */
@Component({
  selector: 'cs-earlier-answer',
  imports: [AnswerWords, DayPipe, MatButton],
  template: `
    @if (offer(); as offer) {
      <section class="offer" [attr.aria-labelledby]="questionId() + '-earlier'">
        <p class="head" [id]="questionId() + '-earlier'">
          @if (offer.sameService) {
            <strong i18n="@@earlier-answer.still-true">Still true?</strong>
          } @else {
            <strong i18n="@@earlier-answer.answered-for" class="from"
              >Answered for {{ offer.serviceName }}</strong
            >
          }
        </p>
        <cs-answer-words [question]="store.question(questionId())" [value]="offer.value" />
        <p class="cs-muted">
          @if (offer.submitted) {
            <span i18n="@@earlier-answer.submitted-by"
              >{{ offer.by }}, {{ offer.at | day }}, in {{ offer.title }}, submitted</span
            >
          } @else {
            <span i18n="@@earlier-answer.saved-by"
              >{{ offer.by }}, {{ offer.at | day }}, in {{ offer.title }}, not submitted</span
            >
          }
        </p>
        <p>
          <button matButton="outlined" type="button" [disabled]="busy()" (click)="takeOver()">
            <ng-container i18n="@@earlier-answer.take-over">Take this answer over</ng-container
            ><span class="cs-visually-hidden">: {{ questionId() }}</span>
          </button>
        </p>
      </section>
    }
    <p role="status" class="said">{{ said() }}</p>
  `,
  styles: `
    .offer {
      display: grid;
      gap: var(--cs-space-2);
      max-inline-size: 44rem;
      margin-block-end: var(--cs-space-4);
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--cs-quiet);
    }

    .from {
      overflow-wrap: anywhere;
    }

    button {
      min-block-size: 44px;
    }

    .said:empty {
      display: none;
    }
  `,
})
export class EarlierAnswerOffer {
  readonly questionId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  readonly #beside = inject(BesideStore);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly offer = computed(() => this.#beside.offerOf(this.questionId()));
  protected readonly busy = signal(false);
  protected readonly said = signal('');

  protected async takeOver(): Promise<void> {
    const offer = this.offer();
    if (offer === null || this.busy()) return;
    this.busy.set(true);
    const trouble = await this.#beside.takeOver([offer]);
    this.busy.set(false);
    this.said.set(trouble ?? $localize`:@@earlier-answer.taken-over:Taken over. You can change it.`);
    // the button that was pressed is gone with the offer
    if (trouble === null) this.#element.closest('fieldset')?.focus({ preventScroll: true });
  }
}
