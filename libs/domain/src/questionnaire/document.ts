import type { Condition, LeaveOut, NamedConditions } from '../conditions/condition';
import type { FactSource } from '../facts/catalogue';
import type { Text } from '../text/text';

export const QUESTION_TYPES = [
  'text',
  'longText',
  'single',
  'multi',
  'yes_no',
  'yes_no_partial_na',
  'number',
  'date',
  'table',
  'file',
  'attestation',
] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
export type EvidenceDemand = 'none' | 'optional' | 'required';

export interface Option {
  readonly id: string;
  readonly label: Text;
  /** Cannot be chosen together with another option. */
  readonly exclusive?: boolean;
}

export type ColumnType = 'text' | 'number' | 'date' | 'yes_no' | 'signature';
export interface Column {
  readonly id: string;
  readonly label: Text;
  readonly type: ColumnType;
  readonly required: boolean;
}

/** A condition as an author writes it about the question at hand; publishing turns it into a Condition. */
export type AuthorCondition =
  | Condition
  | { readonly all: readonly AuthorCondition[] }
  | { readonly any: readonly AuthorCondition[] }
  | { readonly not: AuthorCondition }
  | { readonly typeIs: QuestionType }
  | { readonly answerIn: readonly string[] }
  | { readonly answered: true }
  | { readonly pointsBelow: number };

export interface NaReasonOption {
  readonly id: string;
  readonly label: Text;
  readonly onlyIf?: Condition;
  readonly onlyWhenAllCitationsStartWith?: string;
}

export type FollowUpType = 'text' | 'date' | 'number' | 'single' | 'table';
export interface AuthorFollowUp {
  readonly key: string;
  readonly type: FollowUpType;
  readonly text: Text;
  readonly required: boolean;
  readonly when?: AuthorCondition;
  readonly columns?: readonly Column[];
  readonly options?: readonly NaReasonOption[];
}

export interface FollowUpGroup {
  readonly when: AuthorCondition;
  readonly fields: readonly AuthorFollowUp[];
}

export interface AtMostBand {
  readonly atMost?: number;
  readonly points: number;
}
export interface AtLeastBand {
  readonly atLeast?: number;
  readonly points: number;
}

/** How an answer earns its share (0 to 1) of the question's weight. Bands are read in order, first match. */
export type Scoring = {
  readonly reviewerPoints?: readonly number[];
  /** Why it scores so, for whoever reads the document. */
  readonly note?: string;
} & (
  | { readonly kind: 'options'; readonly points: Readonly<Record<string, number>> }
  | { readonly kind: 'coverage'; readonly of: readonly string[]; readonly leaveOut?: readonly LeaveOut[] }
  | { readonly kind: 'count'; readonly fullOption?: string; readonly bands: readonly AtLeastBand[] }
  | { readonly kind: 'age-in-months'; readonly bands: readonly AtMostBand[] }
  | { readonly kind: 'number-at-least'; readonly bands: readonly AtLeastBand[] }
  | { readonly kind: 'number-at-most'; readonly bands: readonly AtMostBand[] }
  | {
      readonly kind: 'table-completeness';
      readonly complete: number;
      readonly incomplete: number;
      readonly empty: number;
    }
);

export interface AuthorQuestion {
  readonly id: string;
  readonly section: string;
  readonly type: QuestionType;
  readonly text: Text;
  readonly help?: Text;
  readonly required: boolean;
  readonly options?: readonly Option[];
  readonly columns?: readonly Column[];
  readonly fields?: readonly Column[];
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly allowNever?: boolean;
  readonly naAllowed?: boolean;
  readonly naReasons?: readonly string[];
  readonly scored: boolean;
  /** 1 to 5, whole. */
  readonly weight?: number;
  readonly scoring?: Scoring;
  readonly knockout?: boolean;
  /** Where it is a knock-out only for some services. */
  readonly knockoutWhen?: Condition;
  readonly showIf?: Condition;
  /** Ids of requirements, such as '17.03(2)(f)2'. */
  readonly citations: readonly string[];
  readonly evidence: EvidenceDemand;
  readonly evidenceHint?: Text;
  readonly followUps?: readonly string[];
  readonly ownFollowUps?: readonly AuthorFollowUp[];
}

export interface AuthorSection {
  readonly id: string;
  readonly title: Text;
  readonly note?: Text;
  readonly showScore?: boolean;
}

export interface Requirement {
  readonly id: string;
  readonly citation: string;
  readonly title: Text;
  readonly paraphrase: Text;
  readonly media: 'both' | 'electronic';
  readonly kind: 'scope' | 'control' | 'statute';
}

/** A questionnaire as its author writes it. */
export interface QuestionnaireDocument {
  readonly key: string;
  readonly version: string;
  readonly title: Text;
  readonly language: string;
  readonly notice: Text;
  readonly conditions: NamedConditions;
  readonly semantics?: Readonly<Record<string, string>>;
  readonly followUps: Readonly<Record<string, FollowUpGroup>>;
  readonly sections: readonly AuthorSection[];
  readonly requirements: readonly Requirement[];
  readonly questions: readonly AuthorQuestion[];
}

// --- published: every field present, null where there is nothing

export interface FollowUpField {
  readonly key: string;
  readonly when: Condition;
  readonly type: FollowUpType;
  readonly text: Text;
  readonly required: boolean;
  readonly columns: readonly Column[];
  readonly options: readonly Option[];
}

export interface OfferedNaReason {
  readonly id: string;
  readonly label: Text;
  /** Offered only where this holds; null is always. */
  readonly onlyIf: Condition | null;
}

/** A question as the vendor's browser receives it. */
export interface RespondentQuestion {
  readonly id: string;
  readonly section: string;
  readonly type: QuestionType;
  readonly text: Text;
  readonly help: Text | null;
  readonly required: boolean;
  /** The choices, those of yes/no types included. */
  readonly options: readonly Option[];
  readonly columns: readonly Column[];
  readonly fields: readonly Column[];
  readonly unit: string | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly allowNever: boolean;
  /** A day after today is refused. */
  readonly pastOnly: boolean;
  /** A table whose rows must fill every required column before submission. */
  readonly completeRows: boolean;
  readonly naReasons: readonly OfferedNaReason[];
  readonly showIf: Condition | null;
  readonly citations: readonly string[];
  readonly evidence: EvidenceDemand;
  readonly evidenceHint: Text | null;
  readonly followUps: readonly FollowUpField[];
}

/** A question as the server keeps it: with what it is worth. */
export interface CompiledQuestion extends RespondentQuestion {
  readonly scored: boolean;
  readonly weight: number;
  readonly scoring: Scoring | null;
  readonly knockout: boolean;
  /** Versions published before there was such a thing have none. */
  readonly knockoutWhen?: Condition;
}

export interface RespondentSection {
  readonly id: string;
  readonly title: Text;
  readonly note: Text | null;
}
export interface CompiledSection extends RespondentSection {
  readonly showScore: boolean;
}

interface Published<Section, Question> {
  readonly key: string;
  readonly version: string;
  readonly title: Text;
  readonly language: string;
  readonly notice: Text;
  readonly conditions: NamedConditions;
  /** Which answers also state a fact; conditions read the union of both. */
  readonly factSources: readonly FactSource[];
  readonly sections: readonly Section[];
  readonly requirements: readonly Requirement[];
  readonly questions: readonly Question[];
}

export type CompiledQuestionnaire = Published<CompiledSection, CompiledQuestion>;
/** What reaches the vendor's browser: no word about what an answer is worth. */
export type RespondentQuestionnaire = Published<RespondentSection, RespondentQuestion>;
export type PublishedQuestionnaire = CompiledQuestionnaire | RespondentQuestionnaire;
