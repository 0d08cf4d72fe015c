import { Component, computed, ElementRef, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { isRecord, isSameName, textIn } from '@countersign/domain';
import { message } from '../../language/message';
import { InstantPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave } from '../assessment/autosave';
import { ReturnedAnswers } from '../assessment/returned-answers';
import { AnswerWords } from '../question/answer-words-list';
import { QuestionField } from '../question/question-field';
import { Uploads } from '../uploads/uploads';
import { RespondClient, type MissingLine, type SubmitOutcome } from '../respond-client';
import { missingBySection } from './missing-by-section';
import { QuestionLinks } from './question-links';

/** The last page: what is missing, the attestation, and handing the answers over. */
@Component({
  selector: 'cs-review-page',
  imports: [AnswerWords, Heading, InstantPipe, MatButton, QuestionField, QuestionLinks, RouterLink],
  templateUrl: './review-page.html',
  styleUrl: './review-page.scss',
})
export class ReviewPage {
  protected readonly store = inject(AssessmentStore);
  protected readonly autosave = inject(Autosave);
  readonly #client = inject(RespondClient);
  readonly #returned = inject(ReturnedAnswers);
  readonly #router = inject(Router);
  readonly #uploads = inject(Uploads);
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('confirm');

  protected readonly submitting = signal(false);
  protected readonly trouble = signal<string | null>(null);
  /** What the server found missing; it knows answers that a colleague changed since this page was loaded. */
  readonly #refused = signal<readonly MissingLine[]>([]);

  protected readonly base = computed(() => ['/respond/assessments', this.store.assessment().id]);
  protected readonly attestations = computed(() =>
    this.store
      .questionnaire()
      .questions.filter(({ id, type }) => type === 'attestation' && this.store.visible().has(id)),
  );
  protected readonly missing = computed(() => {
    const here = this.store.missing();
    return missingBySection(this.store.questionnaire(), here.length > 0 ? here : this.#refused());
  });
  protected readonly missingCount = computed(() =>
    this.missing().reduce((sum, { lines }) => sum + lines.length, 0),
  );
  protected readonly missingInWords = computed(() =>
    message(
      $localize`:@@review-page.missing:{n, plural, one {One answer is missing or incomplete} other {# answers are missing or incomplete}}`,
      { n: this.missingCount() },
    ),
  );
  protected readonly unsigned = computed(() =>
    this.attestations().some(
      ({ id }) =>
        this.store.missing().some(({ question }) => question === id) || this.store.problemsOf(id).length > 0,
    ),
  );

  /** Who signs, and for whom: whoever the link was sent to may have handed it on. */
  protected readonly signing = computed(() => {
    const { vendorName, contactName } = this.store.assessment();
    const [signed] = this.attestations();
    const given = signed === undefined ? null : this.store.answerOf(signed.id).answer;
    const name = isRecord(given) && typeof given['name'] === 'string' ? given['name'].trim() : '';
    if (name === '' || isSameName(name, contactName)) {
      return $localize`:@@review-page.you-sign-for:You sign as ${name || contactName}:name: for ${vendorName}:vendorName:.`;
    }
    return $localize`:@@review-page.signs-instead:${name}:name: signs for ${vendorName}:vendorName:. The link was sent to ${contactName}:contactName:; the record names both.`;
  });

  protected readonly withoutEvidence = computed(() =>
    this.store.withoutEvidence().map(({ question, text }) => ({
      question,
      text: textIn(text),
    })),
  );

  /** What stays unsaved until somebody corrects it, chooses between two, or keeps or leaves a reason begun. */
  protected readonly undecided = computed(() => {
    const states = Object.entries(this.autosave.states());
    const stuck = states
      .filter(([, { kind }]) => kind === 'invalid' || kind === 'conflict')
      .map(([id]) => id);
    return [...new Set([...stuck, ...this.#returned.unsaved()])]
      .filter((id) => this.store.visible().has(id))
      .map((id) => this.store.question(id))
      .filter(({ type }) => type !== 'attestation')
      .map(({ id, text }) => ({ question: id, text: textIn(text) }));
  });

  /** Files that were chosen and are not with the server: submitting would leave them behind. */
  protected readonly files = computed(() =>
    this.#uploads.of(this.store.assessment().id).map(({ question, name }) => ({ question, text: name })),
  );

  /** What was there when this page was opened. */
  readonly #known = this.store.revisions();
  /** The revisions that the question before submitting was asked about. */
  #shown: Readonly<Record<string, number>> = {};
  /** What others have answered while this page was open: nobody signs what was not before them. */
  protected readonly others = computed(() =>
    Object.entries(this.store.saved())
      .filter(([id, { revision }]) => revision !== (this.#known[id] ?? 0) && this.store.visible().has(id))
      .filter(([id]) => !this.store.isOwn(id))
      .map(([id, answer]) => {
        const question = this.store.question(id);
        return { question, answer, link: [{ question: id, text: textIn(question.text) }] };
      }),
  );

  /** Drafts of hidden questions hold nothing back: their answers are not read. */
  protected readonly unsaved = computed(() =>
    Object.keys(this.store.drafts()).some((id) => this.store.visible().has(id)),
  );

  protected readonly blocked = computed(() => {
    if (this.missingCount() > 0)
      return $localize`:@@review-page.some-required-answers-are:Some required answers are missing: they are listed above.`;
    if (this.unsigned())
      return $localize`:@@review-page.please-complete-and-sign:Please complete and sign the attestation above.`;
    if (this.undecided().length > 0)
      return $localize`:@@review-page.some-answers-need-your:Some answers need your eye first: they are listed above.`;
    if (this.files().length > 0)
      return $localize`:@@review-page.some-files-have-not:Some files have not arrived yet: they are listed above.`;
    if (this.unsaved()) {
      return $localize`:@@review-page.some-answers-are-not:Some answers are not saved yet. This changes by itself in a moment.`;
    }
    return null;
  });

  /** The button keeps its place in the order of Tab while it waits for a save, and is then pressed for nothing. */
  protected ask(): void {
    if (this.blocked() !== null || this.submitting()) return;
    this.#shown = this.store.revisions();
    this.dialog()?.nativeElement.showModal();
  }

  protected closeDialog(): void {
    this.dialog()?.nativeElement.close();
  }

  protected async submit(): Promise<void> {
    this.closeDialog();
    if (this.submitting()) return;
    this.submitting.set(true);
    this.trouble.set(null);
    this.#refused.set([]);
    const outcome = await this.#client.submit(this.store.assessment().id, this.#shown);
    await this.#meet(outcome);
    this.submitting.set(false);
  }

  async #meet(outcome: SubmitOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'submitted':
        this.store.adopt(outcome.assessment);
        await this.#router.navigate(this.base().concat('receipt'));
        return;
      case 'changed':
        this.autosave.learn(outcome.changed);
        return this.trouble.set(
          $localize`:@@review-page.others-have-answered:Not submitted: others have answered since you pressed the button. Their answers are listed above; submit again when you have seen them.`,
        );
      case 'missing':
        this.#refused.set(outcome.missing);
        this.trouble.set(
          $localize`:@@review-page.some-answers-are-still:Some answers are still missing. They are listed above; a colleague may have changed them.`,
        );
        return this.store.refresh();
      case 'closed':
        await this.store.refresh();
        await this.#router.navigate(this.base().concat('receipt'));
        return;
      case 'signed-out':
        return this.store.signedOut();
      case 'refused':
        return this.trouble.set(
          outcome.detail ||
            $localize`:@@review-page.the-answers-could-not:The answers could not be submitted. Please try again.`,
        );
      case 'unreachable':
        return this.trouble.set(
          $localize`:@@review-page.the-portal-cannot-be:The portal cannot be reached just now. Nothing is lost; please submit again in a moment.`,
        );
    }
  }
}
