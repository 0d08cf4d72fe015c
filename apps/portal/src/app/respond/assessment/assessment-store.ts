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
  type IntakeFacts,
  type RespondentQuestion,
  type ReturnedQuestion,
} from '@countersign/domain';
import { speakAs } from '../../language/reader';
import { refusalOf, RespondClient } from '../respond-client';
import { DraftKeeper, newId } from './draft-keeper';
import {
  evidenceOf,
  NO_ANSWER,
  type Draft,
  type RespondentAssessment,
  type ReturnedLine,
  type SavedAnswer,
  type SetAside,
} from './respondent-assessment';
import { sectionStandings } from './section-standing';

/** As many of a question's files as the page shows before somebody asks for more. */
export const FILES_SHOWN_FIRST = 5;

/** The first of a draft's sendings without an answer; while one of them counts, those after it are refused. */
const MOST_SENT = 10;

const STORE_PATIENCE = 1_500;

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
  readonly #texts = signal<readonly SetAside[]>([]);
  readonly #ownRevisions = new Map<string, number>();
  /** What this browser kept for the assessment that is open: it may come late. */
  #restored: Promise<void> = Promise.resolve();
  /** Where the next page of a question's files begins. */
  readonly #places = new Map<string, string | undefined>();

  readonly access = this.#currentAccess.asReadonly();
  readonly saved = this.#savedAnswers.asReadonly();
  readonly drafts = this.#unsaved.asReadonly();
  /** Of each question, the newest files first; the rest are read when somebody asks for them. */
  readonly evidence = this.#files.asReadonly();
  /** What the files of this assessment take, the withdrawn ones included. */
  readonly used = this.#used.asReadonly();
  /** What was typed here and is not the answer: nothing takes it away but the person. */
  readonly aside = this.#texts.asReadonly();
  /** Questions whose last change came after the assessment was closed to answers. */
  readonly tooLate = computed(() => [
    ...new Set(this.#texts().flatMap(({ question, because }) => (because === 'closed' ? [question] : []))),
  ]);

  readonly isLoaded = computed(() => this.#loaded() !== null);
  readonly assessment = computed(() => {
    const assessment = this.#loaded();
    if (assessment === null) throw new Error('The assessment is read before it is loaded.');
    return assessment;
  });
  readonly questionnaire = computed(() => this.assessment().questionnaire);
  readonly answerable = computed(() => isAnswerable(this.assessment().state));
  readonly #owner = computed(
    () => {
      const { id: assessmentId, respondentId } = this.assessment();
      return { assessmentId, respondentId };
    },
    { equal: sameValue },
  );

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
    // no condition reads what is left out
    facts: this.assessment().facts as IntakeFacts,
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
    this.#unsaved.set({});
    this.#texts.set([]);
    this.#currentAccess.set('loading');
    const assessment = await this.#read(assessmentId);
    if (assessment === null) return;
    this.#learnAll(assessment);
    speakAs(assessment.language);
    // a browser whose store does not answer must not hold the questionnaire back
    this.#restored = this.takeOverDrafts();
    await Promise.race([this.#restored, new Promise((resolve) => setTimeout(resolve, STORE_PATIENCE))]);
    this.#currentAccess.set('open');
  }

  /** Until what this browser kept stands in its fields, however late: then it is there to be saved. */
  restored(): Promise<void> {
    return this.#restored;
  }

  /** Reads the server's state again; what is typed here stays. */
  async refresh(): Promise<void> {
    const assessment = await this.#read(this.assessment().id);
    if (assessment !== null) this.adopt(assessment);
  }

  /** What was typed in a tab that is gone stands in its fields again, upon the revision it was written on. */
  async takeOverDrafts(): Promise<void> {
    const owner = this.#owner();
    const { drafts, aside } = await this.#keeper.takeOver(owner, this.#unsaved());
    if (owner !== this.#owner()) return;
    this.#texts.update((known) => {
      const ids = new Set(known.map(({ id }) => id));
      return [...known, ...aside.filter(({ id }) => !ids.has(id))];
    });
    this.#unsaved.update((here) => ({ ...drafts, ...here }));
    this.#settleDrafts();
  }

  adopt(assessment: RespondentAssessment): void {
    this.#learnAll(assessment);
    this.#settleDrafts();
    this.#currentAccess.set('open');
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

  /** Each save is one revision of one answer, and the revisions of an answer have no gap. */
  savesKnown(): number {
    return Object.values(this.#savedAnswers()).reduce((sum, { revision }) => sum + revision, 0);
  }

  /** Of every answer the revision that this page knows. */
  revisions(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(this.#savedAnswers()).map(([question, { revision }]) => [question, revision]),
    );
  }

  putDraft(question: string, value: AnswerValue): void {
    const known = this.#unsaved()[question];
    const { base, sent } = known ?? { base: this.revisionOf(question), sent: [] };
    this.#keep(question, { value, base, sent, at: new Date().toISOString() });
  }

  /**
   * Where files are the answer, the server names them by itself, by whomever they were sent or taken away: words that
   * are typed beside them go on upon that. False where somebody has written other words.
   */
  followFiles(question: string, theirs: SavedAnswer): boolean {
    const draft = this.#unsaved()[question];
    if (draft === undefined || this.question(question).type !== 'file') return false;
    // what it was written upon is not known here any more: others may have written since
    if (this.revisionOf(question) !== draft.base) return false;
    const known = this.#savedAnswers()[question]?.value ?? NO_ANSWER;
    if (!sameValue(besideFiles(known), besideFiles(theirs.value))) return false;
    const value = { ...draft.value, answer: theirs.value.answer };
    this.#keep(question, { ...draft, value, base: theirs.revision, sent: [] });
    return true;
  }

  /** After a file of this page has come or gone where files are the answer: read anew, and nobody else's doing. */
  async readOwnFiles(question: string): Promise<void> {
    const before = this.revisionOf(question);
    await this.refresh();
    const { revision, by } = this.#savedAnswers()[question] ?? { revision: before, by: null };
    if (revision <= before + 1 && by === this.assessment().contactName)
      this.#ownRevisions.set(question, revision);
  }

  /** The draft follows a revision that was confirmed, or seen: nothing that was sent before is in question any more. */
  rebaseDraft(question: string, base: number): void {
    const draft = this.#unsaved()[question];
    if (draft) this.#keep(question, { ...draft, base, sent: [] });
  }

  /** Until an answer comes, what is sent may have been taken. */
  noteSent(question: string, value: AnswerValue): void {
    const draft = this.#unsaved()[question];
    if (!draft || draft.sent.length >= MOST_SENT || draft.sent.some((sent) => sameValue(sent, value))) return;
    this.#keep(question, { ...draft, sent: [...draft.sent, value] });
  }

  dropDraft(question: string): void {
    if (this.#unsaved()[question] === undefined) return;
    this.#unsaved.update((drafts) =>
      Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== question)),
    );
    void this.#keeper.drop(this.#owner(), question);
  }

  /** Takes the draft out of the field, and keeps it in reach. */
  setDraftAside(question: string, because: SetAside['because']): void {
    const draft = this.#unsaved()[question];
    if (draft === undefined) return;
    const text = { id: newId(), question, value: draft.value, at: new Date().toISOString(), because };
    this.#texts.update((texts) => [...texts, text]);
    void this.#keeper.setAside(this.#owner(), text);
    this.dropDraft(question);
  }

  dismiss(id: string): void {
    this.#texts.update((texts) => texts.filter((text) => text.id !== id));
    void this.#keeper.dismiss(this.#owner(), id);
  }

  learn(question: string, answer: SavedAnswer): void {
    this.#savedAnswers.update((saved) => ({ ...saved, [question]: answer }));
  }

  /** Of this page's own saves. */
  confirm(question: string, answer: SavedAnswer): void {
    this.#ownRevisions.set(question, answer.revision);
    this.learn(question, answer);
  }

  isOwn(question: string): boolean {
    return this.#ownRevisions.get(question) === this.revisionOf(question);
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

  async #read(assessmentId: string): Promise<RespondentAssessment | null> {
    try {
      return await this.#client.read(assessmentId);
    } catch (error) {
      const { kind } = refusalOf(error);
      // a page that is there stays there while the line is down: somebody may be typing
      if (kind !== 'unreachable') this.#currentAccess.set('signed-out');
      else if (this.#currentAccess() !== 'open') this.#currentAccess.set('unreachable');
      return null;
    }
  }

  #learnAll(assessment: RespondentAssessment): void {
    this.#loaded.set(assessment);
    for (const [question, draft] of Object.entries(this.#unsaved())) {
      const theirs = assessment.answers[question];
      if (theirs !== undefined && theirs.revision > draft.base) this.followFiles(question, theirs);
    }
    this.#savedAnswers.update((saved) => newest(saved, assessment.answers));
    this.#files.set(assessment.evidence);
    this.#places.clear();
    this.#used.set({ files: assessment.usedFiles, bytes: assessment.usedBytes });
  }

  /** What is saved as it was typed is no draft; what cannot be saved any more is kept in reach. */
  #settleDrafts(): void {
    for (const [question, { value, sent }] of Object.entries(this.#unsaved())) {
      const isSaved = sameValue(value, this.savedValueOf(question));
      // what was sent without an answer may still land: then it is sent once more, and is the last word
      if (isSaved && (sent.length === 0 || !this.answerable())) this.dropDraft(question);
      else if (!this.answerable()) this.setDraftAside(question, 'closed');
    }
  }

  #keep(question: string, draft: Draft): void {
    this.#unsaved.update((drafts) => ({ ...drafts, [question]: draft }));
    void this.#keeper.keep(this.#owner(), question, draft);
  }
}

/** Of an answer that names files, what people write. */
const besideFiles = ({ answer: _files, ...written }: AnswerValue): Omit<AnswerValue, 'answer'> => written;

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
