import type { QuestionLine } from './question-line';

export const ANSWER_FILTERS = ['all', 'gaps', 'knockouts', 'not-reviewed', 'with-evidence'] as const;
export type AnswerFilter = (typeof ANSWER_FILTERS)[number];

export const ANSWER_FILTER_WORDS: Readonly<Record<AnswerFilter, string>> = {
  all: $localize`:@@answer-filter.all:All`,
  gaps: $localize`:@@answer-filter.gaps:Gaps`,
  knockouts: $localize`:@@answer-filter.knock-outs:Knock-outs`,
  'not-reviewed': $localize`:@@answer-filter.not-yet-reviewed:Not yet reviewed`,
  'with-evidence': $localize`:@@answer-filter.with-evidence:With evidence`,
};

export function answerFilterOf(value: string | undefined): AnswerFilter {
  return ANSWER_FILTERS.find((filter) => filter === value) ?? 'all';
}

export function passes(line: QuestionLine, filter: AnswerFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'gaps':
      return line.gap;
    case 'knockouts':
      return line.question.knockout;
    case 'not-reviewed':
      return line.awaitsReview;
    case 'with-evidence':
      return line.evidence !== null;
  }
}
