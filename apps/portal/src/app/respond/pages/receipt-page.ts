import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { textIn } from '@countersign/domain';
import { InstantPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { evidenceOf, NO_ANSWER } from '../assessment/respondent-assessment';
import { AnswerWords } from '../question/answer-words-list';

/** Proof of handing in, and every answer to read or print. */
@Component({
  selector: 'cs-receipt-page',
  imports: [AnswerWords, Heading, InstantPipe, MatButton, RouterLink],
  templateUrl: './receipt-page.html',
  styleUrl: './receipt-page.scss',
})
export class ReceiptPage {
  protected readonly store = inject(AssessmentStore);

  protected readonly sections = computed(() =>
    this.store.questionnaire().sections.map(({ id, title }) => ({
      id,
      title: textIn(title),
      questions: this.#questionsOf(id),
    })),
  );

  protected print(): void {
    window.print();
  }

  #questionsOf(section: string) {
    return this.store
      .questionnaire()
      .questions.filter((question) => question.section === section && this.store.visible().has(question.id))
      .map((question) => ({
        question,
        text: textIn(question.text),
        value: this.store.saved()[question.id]?.value ?? NO_ANSWER,
        by: this.store.saved()[question.id]?.by ?? null,
        files: evidenceOf(this.store.evidence(), question.id)
          .map(({ name, unopened }) => (unopened === null ? name : `${name} (kept unopened)`))
          .join(', '),
      }));
  }
}
