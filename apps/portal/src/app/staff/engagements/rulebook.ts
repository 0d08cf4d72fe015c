import { httpResource } from '@angular/common/http';
import { computed, Injectable } from '@angular/core';
import { type ClauseLibrary, type FactCatalogue, optionsOf } from '@countersign/domain';

interface Rules {
  readonly facts: FactCatalogue;
  readonly library: ClauseLibrary;
  /** What the steps of the inherent risk say, by their codes. */
  readonly steps: Readonly<Record<string, string>>;
}

/** The fact catalogue and the clause library: words for forms, and what the domain's rules read. */
@Injectable({ providedIn: 'root' })
export class Rulebook {
  readonly rules = httpResource<Rules>(() => '/api/catalogue');
  readonly catalogue = computed(() => (this.rules.hasValue() ? this.rules.value().facts : null));
  readonly library = computed(() => (this.rules.hasValue() ? this.rules.value().library : null));

  factLabel(fact: string): string {
    const definition = this.catalogue()?.facts[fact];
    return definition === undefined || definition.kind === 'derived' ? fact : definition.label;
  }

  stepInWords(family: string, code: string): string {
    const steps = this.rules.hasValue() ? this.rules.value().steps : {};
    return steps[`${family}.${code}`] ?? code;
  }

  valueLabel(fact: string, value: string): string {
    const catalogue = this.catalogue();
    return catalogue === null ? value : (optionsOf(catalogue, fact)[value]?.label ?? value);
  }
}
