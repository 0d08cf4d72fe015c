import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { sameValue, type AnswerValue } from '@countersign/domain';
import { RespondClient, type SaveOutcome } from '../respond-client';
import { AssessmentStore } from './assessment-store';
import type { SavedAnswer, SetAside } from './respondent-assessment';
import { lastSave, overallSaving, type SaveState } from './save-state';
import { savablePart } from './savable-part';

/** Typing is saved after a pause; a choice, or leaving a field, at once. */
export type Pace = 'typing' | 'at-once';

const TYPING_PAUSE = 600;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 30_000;
const SETTLES_WITHIN = 5_000;
const A_GLANCE = 50;
/** What a question is marked with as long as something is typed there that is not saved. */
const OF_DRAFTS: readonly SaveState['kind'][] = ['waiting', 'saving', 'retrying', 'invalid', 'conflict'];

/**
 * Saves answers as they are given. One save is under way per question and the latest value wins; each save names the
 * revision it builds on, so that a colleague's answer is never overwritten unseen.
 */
@Injectable()
export class Autosave {
  readonly #store = inject(AssessmentStore);
  readonly #client = inject(RespondClient);

  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #underWay = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #marks = signal<Readonly<Record<string, SaveState>>>({});

  /** What was set aside or let go is not saved, and is not tried any more. */
  readonly states = computed<Readonly<Record<string, SaveState>>>(() => {
    const drafts = this.#store.drafts();
    return Object.fromEntries(
      Object.entries(this.#marks()).filter(
        ([question, { kind }]) => drafts[question] !== undefined || !OF_DRAFTS.includes(kind),
      ),
    );
  });
  readonly overall = computed(() => overallSaving(Object.values(this.states())));
  readonly #connected = signal(navigator.onLine);
  readonly saving = computed(() => ({
    overall: this.overall(),
    savedAt: lastSave(Object.values(this.states())),
    waiting: Object.keys(this.#store.drafts()).length,
    online: this.#connected(),
  }));
  readonly hasUnsaved = computed(() => Object.keys(this.#store.drafts()).length > 0);

  constructor() {
    const heard = () => this.#connected.set(navigator.onLine);
    addEventListener('online', heard);
    addEventListener('offline', heard);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', heard);
      removeEventListener('offline', heard);
      this.#timers.forEach((timer) => clearTimeout(timer));
    });
  }

  edit(question: string, value: AnswerValue, pace: Pace): void {
    this.#store.putDraft(question, value);
    const kind = this.#marks()[question]?.kind;
    // both answers stay before the person, and a line that is down is tried at its own pace, not with each character
    if (kind === 'conflict' || (kind === 'retrying' && this.#timers.has(question))) return;
    this.#mark(question, { kind: 'waiting' });
    if (pace === 'typing') this.#saveLater(question, TYPING_PAUSE);
    else this.saveNow(question);
  }

  /** Saves what is waiting without the pause: on leaving a field, hiding the page, coming back online. */
  saveNow(question: string): void {
    this.#clearTimer(question);
    void this.#save(question);
  }

  /** Saves what is typed and waits for it, a few seconds; says whether all of it is saved. */
  async settled(): Promise<boolean> {
    this.saveAllNow();
    for (let waited = 0; this.hasUnsaved() && waited < SETTLES_WITHIN; waited += A_GLANCE)
      await new Promise((resolve) => setTimeout(resolve, A_GLANCE));
    return !this.hasUnsaved();
  }

  saveAllNow(): void {
    for (const question of Object.keys(this.#store.drafts())) {
      if (this.#marks()[question]?.kind !== 'conflict') this.saveNow(question);
    }
  }

  /** Mine stays in reach beside it. */
  keepTheirs(question: string): void {
    this.#store.setDraftAside(question, 'theirs');
    this.#markSaved(question);
  }

  /** What was set aside is the draft again; what it takes the place of is in the record, or set aside in its turn. */
  putBack({ id, question, value }: SetAside): void {
    this.#store.setDraftAside(question, 'newer');
    this.#store.dismiss(id);
    this.edit(question, value, 'at-once');
  }

  /** Saves of colleagues: they show where nobody is writing; where somebody is, the next save meets them. */
  learn(answers: Readonly<Record<string, SavedAnswer>>): void {
    for (const [question, theirs] of Object.entries(answers)) {
      if (theirs.revision <= this.#store.revisionOf(question)) continue;
      const kind = this.#marks()[question]?.kind;
      if (this.#store.drafts()[question] !== undefined && kind !== 'conflict') continue;
      this.#store.learn(question, theirs);
      this.#mark(
        question,
        kind === 'conflict' ? { kind, theirs } : { kind: 'saved', at: theirs.at, by: theirs.by },
      );
    }
  }

  useMine(question: string): void {
    this.#store.rebaseDraft(question, this.#store.revisionOf(question));
    this.#mark(question, { kind: 'waiting' });
    this.saveNow(question);
  }

  async #save(question: string): Promise<void> {
    const draft = this.#store.drafts()[question];
    if (!draft || this.#underWay.has(question) || !this.#store.answerable()) return;
    const saved = this.#store.savedValueOf(question);
    const problems = this.#store.problemsOf(question);
    const value = savablePart(draft.value, saved, problems);
    // where something was sent without an answer, nobody knows what is saved: it is sent once more
    if (sameValue(value, saved) && draft.sent.length === 0) {
      if (problems.length > 0) this.#mark(question, { kind: 'invalid', fields: problems });
      else {
        this.#store.dropDraft(question);
        this.#markSaved(question);
      }
      return;
    }
    if (!this.#connected()) {
      this.#mark(question, { kind: 'retrying' });
      return this.#saveLater(question, this.#nextRetry(question));
    }
    this.#underWay.add(question);
    this.#store.noteSent(question, value);
    this.#mark(question, { kind: 'saving' });
    const outcome = await this.#client.saveAnswer(this.#store.assessment().id, question, {
      value,
      base: draft.base,
    });
    this.#underWay.delete(question);
    this.#settle(question, value, outcome);
  }

  #settle(question: string, sent: AnswerValue, outcome: SaveOutcome): void {
    if (outcome.kind !== 'unreachable') this.#failures.delete(question);
    switch (outcome.kind) {
      case 'saved':
        return this.#confirm(question, this.#ownAnswer(sent, outcome.revision));
      case 'conflict':
        return this.#meet(question, outcome.theirs);
      case 'invalid':
        // Right by what is typed here: the answer that makes it so is still on its way.
        if (this.#underWay.size > 0 && this.#store.problemsOf(question).length === 0) {
          return this.#saveLater(question, FIRST_RETRY);
        }
        return this.#mark(question, { kind: 'invalid', fields: outcome.fields });
      case 'not-open':
        // returned in part since this page was read: read anew, it offers to open the answer
        this.#mark(question, { kind: 'invalid', fields: outcome.fields });
        return void this.#store.refresh();
      case 'closed':
        return void this.#store.refresh();
      case 'signed-out':
        this.#mark(question, { kind: 'retrying' });
        return this.#store.signedOut();
      case 'unreachable':
        this.#mark(question, { kind: 'retrying' });
        return this.#saveLater(question, this.#nextRetry(question));
    }
  }

  #confirm(question: string, answer: SavedAnswer): void {
    this.#store.confirm(question, answer);
    const draft = this.#store.drafts()[question];
    if (!draft || sameValue(draft.value, answer.value)) {
      this.#store.dropDraft(question);
      return this.#markSaved(question);
    }
    this.#store.rebaseDraft(question, answer.revision);
    if (!this.#timers.has(question)) void this.#save(question);
  }

  /** A value of ours in a conflict is our own earlier save whose reply was lost on the way. */
  #meet(question: string, theirs: SavedAnswer): void {
    const sent = this.#store.drafts()[question]?.sent ?? [];
    if (sent.some((value) => sameValue(theirs.value, value))) return this.#confirm(question, theirs);
    const wordsGoOn = this.#store.followFiles(question, theirs);
    this.#store.learn(question, theirs);
    this.#clearTimer(question);
    if (wordsGoOn) return void this.#save(question);
    this.#mark(question, { kind: 'conflict', theirs });
  }

  #ownAnswer(value: AnswerValue, revision: number): SavedAnswer {
    return { value, revision, by: this.#store.assessment().contactName, at: new Date().toISOString() };
  }

  #saveLater(question: string, delay: number): void {
    this.#clearTimer(question);
    const timer = setTimeout(() => this.saveNow(question), delay);
    this.#timers.set(question, timer);
  }

  #clearTimer(question: string): void {
    clearTimeout(this.#timers.get(question));
    this.#timers.delete(question);
  }

  #nextRetry(question: string): number {
    const failures = this.#failures.get(question) ?? 0;
    this.#failures.set(question, failures + 1);
    return Math.min(FIRST_RETRY * 2 ** failures, LONGEST_RETRY);
  }

  #markSaved(question: string): void {
    this.#mark(question, { kind: 'saved', at: new Date().toISOString(), by: null });
  }

  #mark(question: string, state: SaveState): void {
    this.#marks.update((marks) => ({ ...marks, [question]: state }));
  }
}
