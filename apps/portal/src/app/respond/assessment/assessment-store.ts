import { ruleWords, worded, type WordedProblem } from '../../language/rule-words';
import { computed, inject, Injectable, signal } from '@angular/core';
import type { EvidenceFile, EvidenceOfQuestion } from '@countersign/api-types';
import {
  sameValue,
  checkAnswer,
  disputedQuestions,
  isAnswerable,
  isLookedAt,
  missingEvidence,
  isSaid,
  missingAnswers,
  progress,
  statedQuestions,
  visibleQuestions,
  type AnswerSheet,
  type AnswerValue,
  type RespondentQuestion,
  type ReturnedQuestion,
} from '@countersign/domain';
import { speakAs } from '../../language/reader';
import { refusalOf, RespondClient } from '../respond-client';
import { DraftKeeper } from './draft-keeper';
import {
  evidenceOf,
  NO_ANSWER,
  type Draft,
  type RespondentAssessment,
  type ReturnedLine,
  type SavedAnswer,
} from './respondent-assessment';
import { sectionStandings } from './section-standing';

/** As many of a question's files as the page shows before somebody asks for more. */
export const FILES_SHOWN_FIRST = 5;

interface UsedRoom {
  readonly files: number;
  readonly bytes: number;
}

export type Access = 'loading' | 'open' | 'signed-out' | 'unreachable';

/** One assessment as this browser sees it: what the server holds, what is typed but not confirmed, what follows. */
@Injectable()
export class AssessmentStore {
  readonly #client = inject(RespondClient);
  readonly #keeper = inject(DraftKeeper);

  readonly #loaded = signal<RespondentAssessment | null>(null);
  readonly #savedAnswers = signal<Readonly<Record<string, SavedAnswer>>>({});
  readonly #unsaved = signal<Readonly<Record<string, Draft>>>({});
  readonly #files = signal<readonly EvidenceOfQuestion[]>([]);
  readonly #used = signal<UsedRoom>({ files: 0, bytes: 0 });
  readonly #currentAccess = signal<Access>('loading');
  readonly #late = signal<readonly string[]>([]);
  /** Where the next page of a question's files begins. */
  readonly #places = new Map<string, string | undefined>();

  readonly access = this.#currentAccess.asReadonly();
  readonly saved = this.#savedAnswers.asReadonly();
  readonly drafts = this.#unsaved.asReadonly();
  /** Of each question, the newest files first; the rest are read when somebody asks for them. */
  readonly evidence = this.#files.asReadonly();
  /** What the files of this assessment take, the withdrawn ones included. */
  readonly used = this.#used.asReadonly();
  /** Questions whose last change reached the server after the assessment was closed to answers. */
  readonly tooLate = this.#late.asReadonly();

  readonly isLoaded = computed(() => this.#loaded() !== null);
  readonly assessment = computed(() => {
    const assessment = this.#loaded();
    if (assessment === null) throw new Error('The assessment is read before it is loaded.');
    return assessment;
  });
  readonly questionnaire = computed(() => this.assessment().questionnaire);
  readonly answerable = computed(() => isAnswerable(this.assessment().state));

  readonly answers = computed<AnswerSheet>(() => {
    const values: Record<string, AnswerValue> = {};
    for (const [question, answer] of Object.entries(this.#savedAnswers())) values[question] = answer.value;
    for (const [question, draft] of Object.entries(this.#unsaved())) values[question] = draft.value;
    return values;
  });
  /** Of what was returned: the notes, and what is to be signed anew. */
  readonly returned = computed<readonly ReturnedQuestion[]>(() =>
    this.#asked().map((line) => {
      const { question, before, keptBecause } = line;
      const toSign = this.#toSign(line);
      const now = this.answers()[question] ?? null;
      const newDocument = this.#hasNewDocument(question);
      const lookedAt = toSign
        ? !this.#isSignedBefore(question) || this.#unsaved()[question] !== undefined
        : isLookedAt({ before, now, keptBecause, newDocument });
      return { question, toSign, lookedAt };
    }),
  );
  readonly context = computed(() => ({
    answers: { ...this.assessment().answeredBefore, ...this.answers() },
    asked: this.assessment().askedQuestions,
    facts: this.assessment().facts,
    settlements: this.assessment().settlements,
    elsewhere: this.assessment().elsewhere,
    today: this.assessment().today,
    returned: this.returned(),
  }));
  readonly visible = computed<ReadonlySet<string>>(
    () => new Set(visibleQuestions(this.questionnaire(), this.context())),
    { equal: (before, after) => sameValue([...before], [...after]) },
  );
  /** The questions with a note of the reviewer; what has become hidden since is asked no longer. */
  readonly noted = computed(() =>
    this.#asked().filter(({ question, note }) => note !== null && this.visible().has(question)),
  );
  /** Questions that only what the vendor denies shows: they may be answered as not applicable. */
  readonly disputed = computed(() => disputedQuestions(this.questionnaire(), this.context()));
  /** Questions that only the buyer's statement shows, on which the vendor has said nothing yet. */
  readonly stated = computed(() => statedQuestions(this.questionnaire(), this.context()));
  readonly progress = computed(() => progress(this.questionnaire(), this.context()));
  readonly missing = computed(() =>
    missingAnswers(this.questionnaire(), this.context()).map((one) => ({
      ...one,
      text: isSaid(one.text) ? ruleWords(one.text) : one.text,
    })),
  );
  /** Documents that were asked for and are not attached: advice, it stops nothing. */
  readonly withoutEvidence = computed(() => {
    const attached = this.#files().flatMap(({ question, total }) =>
      question === null || total === 0 ? [] : [[question, true]],
    );
    return missingEvidence(this.questionnaire(), {
      ...this.context(),
      evidence: Object.fromEntries(attached),
    });
  });
  readonly sections = computed(() =>
    sectionStandings(this.questionnaire(), {
      visible: this.visible(),
      missing: this.missing(),
      asked: this.assessment().askedQuestions,
    }),
  );

  async open(assessmentId: string): Promise<void> {
    this.#loaded.set(null);
    this.#savedAnswers.set({});
    this.#currentAccess.set('loading');
    await this.refresh(assessmentId);
    const assessment = this.#loaded();
    if (assessment === null) return;
    speakAs(assessment.language);
    this.#bringBackDrafts();
  }

  /** Reads the server's state again; what is typed here stays. */
  async refresh(assessmentId = this.assessment().id): Promise<void> {
    try {
      this.adopt(await this.#client.read(assessmentId));
    } catch (error) {
      const { kind } = refusalOf(error);
      this.#currentAccess.set(kind === 'unreachable' ? 'unreachable' : 'signed-out');
    }
  }

  adopt(assessment: RespondentAssessment): void {
    this.#loaded.set(assessment);
    this.#savedAnswers.update((saved) => newest(saved, assessment.answers));
    this.#files.set(assessment.evidence);
    this.#places.clear();
    this.#used.set({ files: assessment.usedFiles, bytes: assessment.usedBytes });
    this.#currentAccess.set('open');
    if (!isAnswerable(assessment.state)) this.#setDraftsAside();
  }

  signedOut(): void {
    this.#currentAccess.set('signed-out');
  }

  question(id: string): RespondentQuestion {
    const question = this.questionnaire().questions.find((candidate) => candidate.id === id);
    if (!question) throw new Error(`The questionnaire has no question ${id}.`);
    return question;
  }

  problemsOf(question: string): readonly WordedProblem[] {
    const { today } = this.assessment();
    const disputed = this.disputed().has(question);
    return worded(checkAnswer(this.question(question), this.answerOf(question), { today, disputed }));
  }

  /** What was signed before a return is signed anew: the former signature is not shown as given. */
  answerOf(question: string): AnswerValue {
    if (this.#unsaved()[question] === undefined && this.#isSignedBefore(question)) return NO_ANSWER;
    return this.answers()[question] ?? NO_ANSWER;
  }

  savedValueOf(question: string): AnswerValue {
    if (this.#isSignedBefore(question)) return NO_ANSWER;
    return this.#savedAnswers()[question]?.value ?? NO_ANSWER;
  }

  returnedLine(question: string): ReturnedLine | null {
    return this.assessment().returned?.questions.find((line) => line.question === question) ?? null;
  }

  /** Read-only since the return; what is typed here already stays in reach. */
  isClosed(question: string): boolean {
    const closed = this.assessment().returned?.closedQuestions ?? [];
    return closed.includes(question) && this.#unsaved()[question] === undefined;
  }

  revisionOf(question: string): number {
    return this.#savedAnswers()[question]?.revision ?? 0;
  }

  putDraft(question: string, value: AnswerValue): void {
    const base = this.#unsaved()[question]?.base ?? this.revisionOf(question);
    this.#keepDrafts({ ...this.#unsaved(), [question]: { value, base } });
  }

  rebaseDraft(question: string, base: number): void {
    const draft = this.#unsaved()[question];
    if (draft) this.#keepDrafts({ ...this.#unsaved(), [question]: { ...draft, base } });
  }

  dropDraft(question: string): void {
    this.#keepDrafts(
      Object.fromEntries(Object.entries(this.#unsaved()).filter(([other]) => other !== question)),
    );
  }

  learn(question: string, answer: SavedAnswer): void {
    this.#savedAnswers.update((saved) => ({ ...saved, [question]: answer }));
  }

  addEvidence(file: EvidenceFile): void {
    const { total, items } = this.#groupOf(file);
    // read from the server meanwhile
    if (items.some(({ id }) => id === file.id)) return;
    this.#putGroup({ question: file.question, total: total + 1, items: [file, ...items] });
    this.#used.update(({ files, bytes }) => ({ files: files + 1, bytes: bytes + file.size }));
  }

  /** What was withdrawn is kept, and goes on to take room. */
  dropEvidence(file: EvidenceFile): void {
    const { total, items } = this.#groupOf(file);
    const left = items.filter(({ id }) => id !== file.id);
    this.#putGroup({ question: file.question, total: total - 1, items: left });
    if (!file.reliedOn) {
      this.#used.update(({ files, bytes }) => ({ files: files - 1, bytes: bytes - file.size }));
    }
  }

  /** One page more of a question's files, newest first. True while there are more. */
  async readMoreEvidence(question: string): Promise<boolean> {
    const { items } = evidenceOf(this.#files(), question);
    const after = this.#places.get(question);
    const page = await this.#client.evidence(this.assessment().id, question, after);
    this.#places.set(question, page.nextCursor ?? undefined);
    const known = after === undefined ? [] : items;
    const fresh = page.items.filter(({ id }) => known.every((file) => file.id !== id));
    this.#putGroup({ question, total: page.total, items: [...known, ...fresh] });
    return page.nextCursor !== null;
  }

  showFewFiles(question: string): void {
    this.#places.delete(question);
    const group = evidenceOf(this.#files(), question);
    this.#putGroup({ ...group, items: group.items.slice(0, FILES_SHOWN_FIRST) });
  }

  #asked(): readonly ReturnedLine[] {
    const lines = this.assessment().returned?.questions ?? [];
    return lines.filter((line) => line.asked && (line.note !== null || this.#toSign(line)));
  }

  #toSign({ question }: ReturnedLine): boolean {
    return this.question(question).type === 'attestation';
  }

  #isSignedBefore(question: string): boolean {
    const line = this.returnedLine(question);
    return line !== null && this.#toSign(line) && this.revisionOf(question) <= line.revision;
  }

  #hasNewDocument(question: string): boolean {
    const since = Date.parse(this.assessment().returned?.at ?? '');
    return evidenceOf(this.#files(), question).items.some(({ uploadedAt }) => Date.parse(uploadedAt) > since);
  }

  #groupOf({ question }: EvidenceFile): EvidenceOfQuestion {
    const known = this.#files().find((group) => group.question === question);
    return known ?? { question, total: 0, items: [] };
  }

  #putGroup(group: EvidenceOfQuestion): void {
    this.#files.update((groups) => [...groups.filter(({ question }) => question !== group.question), group]);
  }

  #bringBackDrafts(): void {
    if (!this.answerable()) return;
    const kept = Object.entries(this.#keeper.read(this.assessment().id));
    const stillOpen = kept.filter(
      ([question, draft]) => !sameValue(draft.value, this.savedValueOf(question)),
    );
    this.#keepDrafts(Object.fromEntries(stillOpen));
  }

  #setDraftsAside(): void {
    this.#late.set(Object.keys(this.#unsaved()));
    this.#keepDrafts({});
  }

  #keepDrafts(drafts: Readonly<Record<string, Draft>>): void {
    this.#unsaved.set(drafts);
    this.#keeper.write(this.assessment().id, drafts);
  }
}

/** A reply that overtook a later save must not bring the older revision back. */
function newest(
  known: Readonly<Record<string, SavedAnswer>>,
  read: Readonly<Record<string, SavedAnswer>>,
): Readonly<Record<string, SavedAnswer>> {
  const later = Object.entries(known).filter(
    ([question, answer]) => answer.revision > (read[question]?.revision ?? 0),
  );
  return { ...read, ...Object.fromEntries(later) };
}
