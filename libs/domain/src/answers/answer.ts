/** Why a question does not apply to the vendor. */
export interface NaReason {
  readonly reason: string;
  readonly explanation: string;
}

/**
 * One answer. `answer` by type: text and longText a string; single, yes_no and yes_no_partial_na an option
 * id; multi a list of option ids; number a number; date a day or 'never'; table a list of rows by column id;
 * file the names of what is attached, which follows the files; attestation a record by field id. Null is "cleared".
 */
export interface AnswerValue {
  readonly answer: unknown;
  readonly followUps: Readonly<Record<string, unknown>>;
  readonly naReason: NaReason | null;
  /** What somebody adds of their own accord: nothing is computed from it. */
  readonly comment?: string;
}

export type AnswerSheet = Readonly<Record<string, AnswerValue>>;

/** True where nothing was entered: null, blank text, no choice, no filled row. False and 0 are answers. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every(isBlank);
  if (typeof value === 'object') return Object.values(value).every(isBlank);
  return false;
}

/** True where the sheet holds an answer to the question. */
export function isAnswered(answers: AnswerSheet, question: string): boolean {
  return Object.hasOwn(answers, question) && !isBlank(answers[question]?.answer);
}
