import type { ColleagueNote, KeptAnswer } from '@countersign/api-types';
import { isAnswerable, sameValue, type AnswerValue } from '@countersign/domain';
import type { LatestSaves, RespondentAssessment, SavedAnswer } from '../assessment/respondent-assessment';
import type { SaveOutcome, SubmitOutcome } from '../respond-client';

interface SaveRequest {
  question: string;
  value: AnswerValue;
  base: number;
}

/** The server's rule for revisions in memory: an answer is inserted only upon the latest one. */
export class FakeRespondClient {
  readonly requests: SaveRequest[] = [];
  /** Why answers stand, as it was sent. */
  readonly kept: KeptAnswer[] = [];
  reachable = true;
  /** What is saved is taken, and its answer never comes back. */
  losesReplies = false;
  #held: (() => void)[] = [];
  #holding = false;

  constructor(public assessment: RespondentAssessment) {}

  standBy(_assessmentId: string, _question: string, kept: KeptAnswer): Promise<void> {
    this.kept.push(kept);
    return Promise.resolve();
  }

  colleagueNotes(): Promise<ColleagueNote[]> {
    return Promise.resolve([]);
  }

  read(): Promise<RespondentAssessment> {
    return Promise.resolve(this.assessment);
  }

  /** Keeps replies back until `release`, as a slow line does. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    this.#held.forEach((go) => go());
    this.#held = [];
  }

  answerByColleague(question: string, answer: unknown): void {
    this.#insert(question, { answer, followUps: {}, naReason: null }, 'Kim Lee');
  }

  async saveAnswer(
    _assessmentId: string,
    question: string,
    { value, base }: { value: AnswerValue; base: number },
  ): Promise<SaveOutcome> {
    this.requests.push({ question, value, base });
    if (this.#holding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (!this.reachable) return { kind: 'unreachable' };
    const latest = this.assessment.answers[question];
    if (latest && latest.revision !== base && !sameValue(latest.value, value)) {
      return { kind: 'conflict', theirs: latest };
    }
    if (!isAnswerable(this.assessment.state)) return { kind: 'closed' };
    const { revision } = this.#insert(question, value, 'Sam Ortiz');
    return this.losesReplies ? { kind: 'unreachable' } : { kind: 'saved', revision };
  }

  latestSaves(_assessmentId: string, known: number): Promise<LatestSaves | 'signed-out' | 'unreachable'> {
    if (!this.reachable) return Promise.resolve('unreachable');
    const { state, submittedAt, answers } = this.assessment;
    const saves = Object.values(answers).reduce((sum, { revision }) => sum + revision, 0);
    return Promise.resolve({ state, submittedAt, saves, answers: saves === known ? null : answers });
  }

  closeByColleague(): void {
    this.assessment = { ...this.assessment, state: 'submitted', submittedAt: '2026-11-22T15:00:00Z' };
  }

  submit(_assessmentId: string, shown: Readonly<Record<string, number>>): Promise<SubmitOutcome> {
    const changed = Object.entries(this.assessment.answers).filter(
      ([question, { revision }]) => revision !== shown[question],
    );
    if (changed.length > 0) {
      return Promise.resolve({ kind: 'changed', changed: Object.fromEntries(changed) });
    }
    const submitted = {
      ...this.assessment,
      state: 'submitted',
      submittedAt: '2026-11-22T15:00:00Z',
      submittedBy: 'Sam Ortiz',
      receipt: 'CS-1234',
    } as const;
    this.assessment = submitted;
    return Promise.resolve({ kind: 'submitted', assessment: submitted });
  }

  #insert(question: string, value: AnswerValue, by: string): SavedAnswer {
    const revision = (this.assessment.answers[question]?.revision ?? 0) + 1;
    const saved = { value, revision, by, at: '2026-11-22T10:00:00Z' };
    this.assessment = {
      ...this.assessment,
      answers: { ...this.assessment.answers, [question]: saved },
    };
    return saved;
  }
}
