import type { IsoDate } from '../dates/calendar';
import type { AnswerSheet } from '../answers/answer';

export type FactValue = string | number | boolean | null | readonly string[];
export type FactSheet = Readonly<Record<string, FactValue>>;

/** What a table answer amounts to: no filled row, a required cell missing, or all of them filled. */
export type TableState = 'empty' | 'incomplete' | 'complete';

/** An option that is not expected unless the condition holds (paper records of a vendor without paper). */
export interface LeaveOut {
  readonly option: string;
  readonly unless: Condition;
}

export type QuestionCondition =
  | { readonly question: string; readonly includesAny: readonly string[] }
  | { readonly question: string; readonly answered: true }
  | { readonly question: string; readonly selectsFewerThan: number; readonly of: readonly string[] }
  | {
      readonly question: string;
      readonly coversLessThan: { readonly numerator: number; readonly denominator: number };
      readonly of: readonly string[];
      readonly leaveOut: readonly LeaveOut[];
    }
  | { readonly question: string; readonly olderThanMonths: number }
  | { readonly question: string; readonly below: number }
  | { readonly question: string; readonly above: number }
  | {
      readonly question: string;
      readonly tableIs: readonly TableState[];
      readonly requiredColumns: readonly string[];
    };

export type FactCondition =
  | { readonly fact: string; readonly includesAny: readonly string[] }
  | { readonly fact: string; readonly equals: string | number | boolean }
  | { readonly fact: string; readonly atLeast: number }
  | { readonly fact: string; readonly atMost: number };

/** A rule over answers and facts. Plain data: stored, sent to the browser and evaluated there too. */
export type Condition =
  | { readonly always: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string }
  | QuestionCondition
  | FactCondition;

export type NamedConditions = Readonly<Record<string, Condition>>;

export interface ConditionContext {
  /** The named conditions that `{ condition: name }` refers to. */
  readonly conditions: NamedConditions;
  /** Answers by question id. An answer that is absent or blank reads as unanswered. */
  readonly answers: AnswerSheet;
  readonly facts: FactSheet;
  /** The day on which ages are counted. */
  readonly today: IsoDate;
}
