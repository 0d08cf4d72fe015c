import { Component, computed, ElementRef, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { cite, isBlank, isDisputedNa, textIn, type AnswerValue } from '@countersign/domain';
import { InstantPipe } from '../../ui/dates';
import { AssessmentStore } from '../assessment/assessment-store';
import { Autosave, type Pace } from '../assessment/autosave';
import { ReturnedAnswers } from '../assessment/returned-answers';
import { AnswerInput } from '../inputs/answer-input';
import type { InputWords } from '../inputs/input-spec';
import { specOfQuestion } from '../inputs/spec-of';
import { AnswerComment } from './answer-comment';
import { AnswerConflict } from './answer-conflict';
import { AnswerWords } from './answer-words-list';
import { DisputedScope } from './disputed-scope';
import { EarlierAnswerOffer } from './earlier-answer';
import { EvidencePanel } from './evidence-panel';
import { FollowUps } from './follow-ups';
import { NotesOfColleagues } from './notes-of-colleagues';
import { NotApplicable } from './not-applicable';
import { ProblemLines } from './problem-lines';
import { ReturnedNote } from './returned-note';
import { SaveMark } from './save-mark';
import { SetAsideText } from './set-aside-text';

/** One question: its words, its answer, and what the answer asks for in turn. */
@Component({
  selector: 'cs-question-field',
  imports: [
    AnswerComment,
    AnswerConflict,
    AnswerInput,
    AnswerWords,
    DisputedScope,
    EarlierAnswerOffer,
    EvidencePanel,
    FollowUps,
    NotApplicable,
    NotesOfColleagues,
    InstantPipe,
    MatButton,
    ProblemLines,
    ReturnedNote,
    SaveMark,
    SetAsideText,
  ],
  templateUrl: './question-field.html',
  styleUrl: './question-field.scss',
})
export class QuestionField {
  readonly questionId = input.required<string>();

  protected readonly store = inject(AssessmentStore);
  protected readonly autosave = inject(Autosave);

  readonly #returned = inject(ReturnedAnswers);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly question = computed(() => this.store.question(this.questionId()));
  protected readonly text = computed(() => textIn(this.question().text));
  protected readonly help = computed(() => textOrNull(this.question().help));
  protected readonly citations = computed(() =>
    this.question()
      .citations.map((id) => cite(id))
      .join(', '),
  );
  /** The rule behind the question, in plain words. */
  protected readonly reasons = computed(() =>
    this.store
      .questionnaire()
      .requirements.filter(({ id }) => this.question().citations.includes(id))
      .map(({ id, paraphrase }) => ({ citation: cite(id), words: textIn(paraphrase) })),
  );
  protected readonly spec = computed(() => specOfQuestion(this.question()));
  protected readonly value = computed(() => this.store.answerOf(this.questionId()));
  protected readonly state = computed(() => this.autosave.states()[this.questionId()] ?? null);
  /** Whose answer it is, where this page says nothing newer of it. */
  protected readonly answeredBy = computed(() => {
    const saved = this.store.saved()[this.questionId()];
    if (saved === undefined || isBlank(saved.value.answer)) return null;
    return this.store.answerable() && this.state() !== null ? null : saved;
  });
  /** What was typed here before and is not the answer. */
  protected readonly aside = computed(() =>
    this.store.aside().filter(({ question }) => question === this.questionId()),
  );
  /** "Not applicable" where the question does not offer it: its own fields have no way to show that. */
  protected readonly disputedNa = computed(() => isDisputedNa(this.question(), this.value().answer));
  /** Beside an answer that is not words itself, once there is one. */
  protected readonly takesComment = computed(() => {
    const { type } = this.question();
    if (type === 'text' || type === 'longText' || type === 'attestation') return false;
    return !isBlank(this.value().answer) || !isBlank(this.value().comment);
  });
  /** What the vendor holds none of needs no document; what is attached already stays in sight. */
  protected readonly takesEvidence = computed(() => {
    const { evidence, id } = this.question();
    if (this.question().type === 'file') return true;
    if (this.store.evidence().some(({ question }) => question === id)) return true;
    // a note of the reviewer may ask for a document, whatever the questionnaire asks for
    if (evidence === 'none') return this.store.returnedLine(id) !== null;
    return this.value().answer !== 'na' || !(this.disputedNa() || this.store.disputed().has(id));
  });
  /** Answered before the return, and not returned: read-only until it is opened. */
  protected readonly closed = computed(
    () => this.store.answerable() && this.store.isClosed(this.questionId()),
  );
  protected readonly reopenable = computed(
    () =>
      this.store.answerable() &&
      this.store.assessment().part === null &&
      (this.store.assessment().returned?.closedQuestions ?? []).includes(this.questionId()),
  );
  protected readonly opening = signal(false);
  protected readonly trouble = signal<string | null>(null);
  /** Of an answer that is begun, what it still lacks; what was returned says so itself. */
  protected readonly missingWords = computed(() => {
    if (!this.store.answerable() || isBlank(this.value().answer)) return [];
    return this.store
      .missing()
      .filter(({ question, part }) => question === this.questionId() && part !== 'returned')
      .map(({ text }) => textIn(text));
  });
  protected readonly clearable = computed(
    () => this.spec().kind === 'choice' && !this.disputedNa() && !isBlank(this.value().answer),
  );

  /** Quiet while somebody is still typing: a half-written value is not a mistake. */
  protected readonly problems = computed(() => {
    const state = this.state();
    if (state?.kind === 'waiting') return [];
    const own = this.store.problemsOf(this.questionId());
    return own.length === 0 && state?.kind === 'invalid' ? state.fields : own;
  });
  protected readonly answerProblems = computed(() =>
    this.problems().filter(({ field }) => field === '' || field.startsWith('answer')),
  );

  protected readonly words = computed<InputWords>(() => {
    const id = this.questionId();
    const invalid = this.answerProblems().length > 0;
    const described = [this.help() ? `${id}-help` : '', invalid ? `${id}-problem` : ''].filter(Boolean);
    return {
      base: `${id}-answer`,
      labelledBy: `${id}-text`,
      describedBy: described.length > 0 ? described.join(' ') : null,
      invalid,
    };
  });

  protected change(part: Partial<AnswerValue>, pace: Pace): void {
    this.autosave.edit(this.questionId(), { ...this.value(), ...part }, pace);
  }

  protected comment({ comment, pace }: { comment: unknown; pace: Pace }): void {
    const { comment: _former, ...rest } = this.value();
    this.autosave.edit(
      this.questionId(),
      typeof comment === 'string' && comment !== '' ? { ...rest, comment } : rest,
      pace,
    );
  }

  protected decide(answer: 'theirs' | 'mine'): void {
    if (answer === 'theirs') this.autosave.keepTheirs(this.questionId());
    else this.autosave.useMine(this.questionId());
    // the button that was pressed is gone with the choice
    this.#element.querySelector('fieldset')?.focus({ preventScroll: true });
  }

  protected async openIt(): Promise<void> {
    this.opening.set(true);
    this.trouble.set(await this.#returned.open([this.questionId()]));
    this.opening.set(false);
    if (this.trouble() === null) this.autosave.saveNow(this.questionId());
    this.#element.querySelector('fieldset')?.focus({ preventScroll: true });
  }

  protected leave(): void {
    this.autosave.saveNow(this.questionId());
  }
}

function textOrNull(text: Parameters<typeof textIn>[0] | null): string | null {
  return text === null ? null : textIn(text);
}
