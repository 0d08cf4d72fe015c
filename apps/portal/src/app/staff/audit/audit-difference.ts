import { Component, computed, inject, input } from '@angular/core';
import type { AuditLine } from '@countersign/api-types';
import { mdiArrowRight } from '@mdi/js';
import { formatMoment } from '../../language/formats';
import { message } from '../../language/message';
import { Icon } from '../../ui/icon';
import { Rulebook } from '../engagements/rulebook';
import { differenceOf } from './difference';

/** What an event says, field by field; the record as stored stands beneath for whoever must see it. */
@Component({
  selector: 'cs-audit-difference',
  imports: [Icon],
  templateUrl: './audit-difference.html',
  styleUrl: './audit-difference.scss',
})
export class AuditDifference {
  readonly line = input.required<AuditLine>();

  readonly #rulebook = inject(Rulebook);
  readonly #facts = {
    factLabel: (fact: string) => this.#rulebook.factLabel(fact),
    valueLabel: (fact: string, value: string) => this.#rulebook.valueLabel(fact, value),
  };
  protected readonly arrow = mdiArrowRight;
  readonly #change = computed(() => differenceOf(this.line().before, this.line().after, this.#facts));
  protected readonly fields = computed(() => [
    ...this.#change().lines,
    ...differenceOf(null, this.line().detail, this.#facts).lines,
  ]);
  protected readonly unchanged = computed(() => {
    const { unchanged } = this.#change();
    return unchanged === 0
      ? null
      : message(
          $localize`:@@audit-difference.unchanged:{n, plural, one {# other field} other {# other fields}} stayed the same.`,
          { n: unchanged },
        );
  });
  /** A moved clock, as the demonstration has it: the organisation's day is then not the real one. */
  protected readonly organisationsTime = computed(() => {
    const { at, businessAt } = this.line();
    const apart = Math.abs(Date.parse(at) - Date.parse(businessAt));
    return apart > 60_000 ? formatMoment(businessAt) : null;
  });
  protected readonly record = computed(() => JSON.stringify(this.line(), null, 2));
}
