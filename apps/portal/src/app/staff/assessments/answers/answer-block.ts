import { Component, computed, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AnswerInWords } from '@countersign/domain';
import { number } from '../../../language/formats';

/** Longer answers start folded, so that the next question stays within reach. */
const FOLDED_LENGTH = 1_200;

@Component({
  selector: 'cs-answer-block',
  imports: [MatButton],
  templateUrl: './answer-block.html',
  styleUrl: './answer-block.scss',
})
export class AnswerBlock {
  readonly of = input.required<AnswerInWords>();
  readonly nothing = input($localize`:@@answer-block.not-answered:Not answered`);

  readonly #text = computed(() => {
    const answer = this.of();
    return answer.kind === 'text' ? answer.text : '';
  });
  /** Another text begins folded. */
  protected readonly unfolded = linkedSignal({ source: this.#text, computation: () => false });
  protected readonly length = computed(() => this.#text().length);
  protected readonly long = computed(() => this.length() > FOLDED_LENGTH);
  protected readonly characters = computed(() => number(this.length()));
}
