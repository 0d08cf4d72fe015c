import { Component, computed, inject, input } from '@angular/core';
import { INTAKE_FLAGS, type IntakeFacts } from '@countersign/domain';
import { Rulebook } from '../rulebook';

interface StatedFact {
  readonly label: string;
  readonly text: string;
}

@Component({
  selector: 'cs-intake-summary',
  templateUrl: './intake-summary.html',
  styleUrl: './steps.scss',
  styles: `
    dl div {
      flex-wrap: nowrap;
    }
  `,
  host: { class: 'cs-panel' },
})
export class IntakeSummary {
  readonly intake = input.required<IntakeFacts>();

  readonly #rulebook = inject(Rulebook);
  readonly #entries = computed(() => {
    const stated: Readonly<Record<string, unknown>> = this.intake();
    return Object.keys(this.#rulebook.catalogue()?.facts ?? {}).map((fact) => ({
      fact,
      value: stated[fact],
    }));
  });
  protected readonly facts = computed(() =>
    this.#entries().flatMap(({ fact, value }) => this.#stated(fact, value)),
  );
  protected readonly flags = computed(() =>
    this.#entries()
      .filter(({ value }) => value === true)
      .map(({ fact }) => this.#rulebook.factLabel(fact)),
  );

  protected readonly notKnown = computed(() =>
    INTAKE_FLAGS.filter((flag) => this.intake()[flag] === 'unknown').map((flag) =>
      this.#rulebook.factLabel(flag),
    ),
  );

  #stated(fact: string, value: unknown): StatedFact[] {
    const label = this.#rulebook.factLabel(fact);
    if ((INTAKE_FLAGS as readonly string[]).includes(fact)) return [];
    if (fact === 'laws') return [{ label, text: this.#laws() }];
    if (Array.isArray(value)) {
      const words = value.map((item) => this.#rulebook.valueLabel(fact, String(item)));
      return words.length > 0 ? [{ label, text: words.join(', ') }] : [];
    }
    return typeof value === 'string' || typeof value === 'number'
      ? [{ label, text: this.#rulebook.valueLabel(fact, String(value)) }]
      : [];
  }

  #laws(): string {
    const { laws } = this.intake();
    if (laws === null) return $localize`:@@intake-summary.not-known-yet:Not known yet: counts as bound`;
    if (laws.length === 0) return $localize`:@@intake-summary.none-of-these:None of these`;
    return laws.map((law) => this.#rulebook.valueLabel('laws', law)).join(', ');
  }
}
