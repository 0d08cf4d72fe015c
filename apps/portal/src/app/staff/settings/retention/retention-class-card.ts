import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { RetentionRule } from '@countersign/api-types';
import { message } from '../../../language/message';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { NumberField } from '../../../ui/form/number-field';
import { Notices } from '../../../ui/notices';
import { RetentionClient } from './retention-client';
import { CLASS_WORDS, periodInWords } from './retention-words';

/** One class of data: its period, from when it counts, and what goes when it ends. */
@Component({
  selector: 'cs-retention-class-card',
  imports: [FormFrame, MatButton, NumberField],
  templateUrl: './retention-class-card.html',
  styleUrl: './retention-class-card.scss',
  host: { class: 'cs-panel' },
})
export class RetentionClassCard {
  readonly kept = input.required<RetentionRule>();
  readonly mayChange = input.required<boolean>();
  readonly changed = output();

  readonly #client = inject(RetentionClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ months: '' });
  protected readonly changing = signal(false);
  protected readonly name = computed(() => CLASS_WORDS[this.kept().class]);
  protected readonly period = periodInWords;
  protected readonly next = computed(() => {
    const { rows } = this.kept().nextDisposal;
    return message(
      $localize`:@@retention-class-card.due:{n, plural, =0 {Nothing is due} one {# record due at the next disposal} other {# records due at the next disposal}}`,
      { n: rows },
    );
  });
  protected readonly typed = computed(() => {
    const months = Number(this.#draft().months);
    return Number.isInteger(months) && months > 0 ? periodInWords(months) : '';
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.months, {
        message: $localize`:@@retention-class-card.enter-a-number-of:Enter a number of months.`,
      });
      validate(path.months, ({ value }) => {
        const least = this.kept().minimumMonths;
        const months = Number(value());
        return value() === '' || (Number.isInteger(months) && months >= least)
          ? null
          : {
              kind: 'months',
              message: $localize`:@@retention-class-card.enter-whole-months-at:Enter whole months, at least ${least}:least: (${periodInWords(least)}:periodInWords:).`,
            };
      });
    },
    save: ({ months }) => this.#client.keepFor(this.kept().class, Number(months)),
    saved: () => {
      this.#notices.done(
        $localize`:@@retention-class-card.the-period-was-changed:${this.name()}:name:: the period was changed.`,
      );
      this.changing.set(false);
      this.changed.emit();
    },
  });

  protected change(): void {
    this.#draft.set({ months: String(this.kept().months) });
    this.changing.set(true);
  }
}
