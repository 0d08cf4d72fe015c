import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { RetentionRule } from '@countersign/api-types';
import { message } from '../../../language/message';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { Revised } from '../../../ui/form/revised';
import { NumberField } from '../../../ui/form/number-field';
import { Notices } from '../../../ui/notices';
import { RetentionClient } from './retention-client';
import { periodInWords } from './retention-words';

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
  protected readonly name = computed(() => this.kept().title);
  protected readonly period = periodInWords;
  protected readonly next = computed(() => {
    const { rows } = this.kept().nextDisposal;
    return message(
      $localize`:@@retention-class-card.due:{n, plural, =0 {Nothing is due} one {# record due at the next disposal} other {# records due at the next disposal}}`,
      { n: rows },
    );
  });
  /** What is typed, in years, and the least that is taken. */
  protected readonly hint = computed(() => {
    const least = this.kept().minimumMonths;
    const typed = wordsOf(this.#draft().months);
    return typed === null
      ? $localize`:@@retention-class-card.least:At least ${least}:least: months`
      : $localize`:@@retention-class-card.typed-and-least:${typed}:typed:; at least ${least}:least: months`;
  });

  readonly #revised = new Revised<RetentionRule, { months: string }>({
    draft: this.#draft,
    row: () => this.kept(),
    subject: () => this.kept().class,
    draftOf: ({ months }) => ({ months: String(months) }),
    inWords: ({ months }) => [
      [$localize`:@@retention-class-card.months-kept:Months kept`, wordsOf(months) ?? months],
    ],
  });

  protected readonly form = apiForm({
    model: this.#draft,
    revised: this.#revised,
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
    save: ({ months }) =>
      this.#revised.save((revision) =>
        this.#client.keepFor(this.kept().class, { months: Number(months), revision }),
      ),
    saved: () => {
      this.#notices.done(
        $localize`:@@retention-class-card.the-period-was-changed:${this.name()}:name:: the period was changed.`,
      );
      this.changing.set(false);
      this.changed.emit();
    },
  });

  protected change(): void {
    this.#revised.open({ months: String(this.kept().months) });
    this.changing.set(true);
  }
}

/** Null for what is no number of months. */
function wordsOf(typed: string): string | null {
  const months = Number(typed);
  return Number.isInteger(months) && months > 0 ? periodInWords(months) : null;
}
