import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FactValue } from '@countersign/domain';
import { AssessmentStore } from '../assessment/assessment-store';
import { scopeWords } from '../question/scope-words';

/** Where the buyer has kept a statement that this vendor had denied; why it did so is the buyer's own note. */
@Component({
  selector: 'cs-settled-scope',
  imports: [RouterLink],
  template: `
    @if (kept().length > 0) {
      <section class="cs-stack" aria-labelledby="settled-scope">
        <h2 i18n="@@settled-scope.what-was-decided" id="settled-scope">
          What {{ store.assessment().organisationName }} decided about the scope
        </h2>
        <ul>
          @for (line of kept(); track line.key) {
            <li>
              <span i18n="@@settled-scope.kept"
                >You had said otherwise in
                <a [routerLink]="line.link" [fragment]="line.question">{{ line.question }}</a>.
                {{ store.assessment().organisationName }} has looked at it and kept its statement “{{
                  line.words
                }}”.</span
              >
              @if (store.answerable()) {
                {{ ' ' }}
                <span i18n="@@settled-scope.answer-for-it"
                  >“Not applicable” is not taken for that reason any more. If this is a mistake, write to
                  {{ store.assessment().askedBy }}.</span
                >
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
})
export class SettledScope {
  protected readonly store = inject(AssessmentStore);

  protected readonly kept = computed(() => {
    const { id, facts, settlements } = this.store.assessment();
    const { factSources } = this.store.questionnaire();
    const named = new Map<string, FactValue | undefined>(Object.entries(facts));
    const stands = settlements.filter(({ kind }) => kind === 'intake-stands');
    return [...new Set(stands.map(({ fact }) => fact))].flatMap((fact) => {
      const source = factSources.find((one) => one.fact === fact);
      // What the buyer states no longer was kept only for a time.
      const values = [
        ...new Set(stands.filter((one) => one.fact === fact).flatMap((one) => one.values)),
      ].filter((value) => [named.get(fact)].flat().map(String).includes(value));
      if (source === undefined || values.length === 0) return [];
      const { question } = source;
      const words = scopeWords(this.store, { fact, question, values }).join(', ');
      const { section } = this.store.question(question);
      return [{ key: fact, question, words, link: ['/respond/assessments', id, 'sections', section] }];
    });
  });
}
