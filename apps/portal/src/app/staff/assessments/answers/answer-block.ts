import { Component, input } from '@angular/core';
import type { AnswerInWords } from './answer-in-words';

@Component({
  selector: 'cs-answer-block',
  templateUrl: './answer-block.html',
  styleUrl: './answer-block.scss',
})
export class AnswerBlock {
  readonly of = input.required<AnswerInWords>();
  readonly nothing = input('Not answered');
}
