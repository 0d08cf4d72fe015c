import { afterNextRender, Component, computed, DestroyRef, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { EvidenceFile } from '@countersign/api-types';
import { textIn } from '@countersign/domain';
import { DayPipe, InstantPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { evidenceOf, NO_ANSWER } from '../assessment/respondent-assessment';
import { pathOf, refusalOf } from '../respond-client';
import { AnswerWords } from '../question/answer-words-list';
import { SettledScope } from './settled-scope';
import { VendorFindings } from './vendor-findings';

/** Proof of handing in, and every answer to read or print. */
@Component({
  selector: 'cs-receipt-page',
  imports: [AnswerWords, DayPipe, Heading, InstantPipe, MatButton, RouterLink, SettledScope, VendorFindings],
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

  /** A receipt names every file, however many there are; the pages with questions stay short. */
  constructor() {
    afterNextRender(() => void this.#readAllFiles());
    inject(DestroyRef).onDestroy(() =>
      this.#questionsWithFiles().forEach((id) => this.store.showFewFiles(id)),
    );
  }

  protected addressOf({ id }: EvidenceFile): string {
    return `${pathOf(this.store.assessment().id)}/evidence/${id}/file`;
  }

  protected copyAddress(): string {
    return `${pathOf(this.store.assessment().id)}/submission-copy`;
  }

  protected print(): void {
    window.print();
  }

  /** Where some cannot be read, the page says how many more there are. */
  async #readAllFiles(): Promise<void> {
    try {
      for (const question of this.#questionsWithFiles()) {
        const { items, total } = evidenceOf(this.store.evidence(), question);
        let more = total > items.length;
        while (more) more = await this.store.readMoreEvidence(question);
      }
    } catch (error) {
      if (refusalOf(error).kind === 'signed-out') this.store.signedOut();
    }
  }

  #questionsWithFiles(): string[] {
    return this.store.evidence().flatMap(({ question }) => (question === null ? [] : [question]));
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
        files: evidenceOf(this.store.evidence(), question.id),
      }));
  }
}
