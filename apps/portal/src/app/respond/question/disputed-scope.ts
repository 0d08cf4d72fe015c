import { Component, computed, inject, input, output } from '@angular/core';
import { isDisputedNa, type ScopeDispute } from '@countersign/domain';
import { RouterLink } from '@angular/router';
import { AssessmentStore } from '../assessment/assessment-store';
import { scopeWords } from './scope-words';

/** Why a question is shown though the vendor said that it does not concern it, and how to say so here. */
@Component({
  selector: 'cs-disputed-scope',
  imports: [RouterLink],
  template: `
    @if (reason(); as why) {
      <p class="why">{{ why }}</p>
      @if (!chosen() && !offered()) {
        <button
          i18n="@@disputed-scope.answer-not-applicable"
          type="button"
          class="choose"
          (click)="changed.emit('na')"
        >
          Answer “Not applicable”<span class="cs-visually-hidden"> to {{ questionId() }}</span>
        </button>
      }
    } @else if (stated(); as statement) {
      <p class="why cs-muted">
        {{ statement.text }}
        <a i18n="@@disputed-scope.not-so-say-it" [routerLink]="statement.link" [fragment]="statement.question"
          >Not so? Say it in {{ statement.question }}</a
        >
      </p>
    } @else if (chosen()) {
      <p i18n="@@disputed-scope.no-longer" class="why" role="status">
        You answered “Not applicable”. That is not possible any more: what you said about the scope has
        changed, or has been settled. Please answer the question.
      </p>
    }
    @if (chosen()) {
      <p>
        @if (reason() !== null) {
          <span i18n="@@disputed-scope.answered">Answered: not applicable.</span>{{ ' ' }}
        }
        <button
          i18n="@@disputed-scope.answer-instead"
          type="button"
          class="choose"
          (click)="changed.emit(null)"
        >
          Answer the question instead<span class="cs-visually-hidden">: {{ questionId() }}</span>
        </button>
      </p>
    }
  `,
  styles: `
    .why {
      margin-block: var(--cs-space-2);
    }

    .choose {
      margin-block-end: var(--cs-space-2);
      padding: var(--cs-space-1) 0;
      border: 0;
      background: none;
      color: var(--mat-sys-primary);
      font: var(--mat-sys-label-large);
      text-decoration: underline;
      cursor: pointer;
    }
  `,
})
export class DisputedScope {
  readonly questionId = input.required<string>();
  readonly changed = output<'na' | null>();

  readonly #store = inject(AssessmentStore);

  readonly #question = computed(() => this.#store.question(this.questionId()));
  protected readonly chosen = computed(() =>
    isDisputedNa(this.#question(), this.#store.answerOf(this.questionId()).answer),
  );
  /** The question offers it among its answers. */
  protected readonly offered = computed(() => this.#question().options.some(({ id }) => id === 'na'));

  protected readonly reason = computed(() => {
    const disputes = this.#store.disputed().get(this.questionId()) ?? [];
    if (disputes.length === 0) return null;
    const organisation = this.#store.assessment().organisationName;
    const stated = [...new Set(disputes.flatMap((dispute) => this.#named(dispute)))].join(', ');
    const questions = [...new Set(disputes.map(({ question }) => question))].join(', ');
    return $localize`:@@disputed-scope.shown-because:Shown because ${organisation}:organisation: states “${stated}:stated:”; you said otherwise (${questions}:questions:). If that is right, answer “Not applicable”: no reason is needed, and ${organisation}:organisation: settles it with you.`;
  });

  /** Whose statement shows it, and where to say otherwise: nobody answers for data that it never held. */
  protected readonly stated = computed(() => {
    const statements = this.#store.stated().get(this.questionId()) ?? [];
    const [first] = statements;
    if (first === undefined || this.chosen()) return null;
    const { id, organisationName: organisation } = this.#store.assessment();
    const { question } = first;
    const ofQuestion = statements.filter((one) => one.question === question);
    const words = [...new Set(ofQuestion.flatMap((one) => this.#named(one)))].join(', ');
    return {
      question,
      link: ['/respond/assessments', id, 'sections', this.#store.question(question).section],
      text: $localize`:@@disputed-scope.asked-because:Asked because ${organisation}:organisation: states “${words}:words:”.`,
    };
  });

  #named({ fact, question, missing: values }: ScopeDispute): readonly string[] {
    return scopeWords(this.#store, { fact, question, values });
  }
}
