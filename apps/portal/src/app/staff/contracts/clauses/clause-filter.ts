import type { ClauseState } from '@countersign/api-types';

export const CLAUSE_FILTERS = ['all', 'to-review', 'gaps', 'required', 'recommended'] as const;
export type ClauseFilter = (typeof CLAUSE_FILTERS)[number];

export const CLAUSE_FILTER_WORDS: Readonly<Record<ClauseFilter, string>> = {
  all: $localize`:@@clause-filter.all:All`,
  'to-review': $localize`:@@clause-filter.to-review:To review`,
  gaps: $localize`:@@clause-filter.gaps:Gaps`,
  required: $localize`:@@clause-filter.required:Required`,
  recommended: $localize`:@@clause-filter.recommended:Recommended`,
};

export function clauseFilterOf(value: string | undefined): ClauseFilter {
  return CLAUSE_FILTERS.find((filter) => filter === value) ?? 'all';
}

export function clausePasses(clause: ClauseState, filter: ClauseFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'to-review':
      return clause.toReview;
    case 'gaps':
      return clause.gap;
    case 'required':
    case 'recommended':
      return clause.level === filter;
  }
}

const ORDER: Readonly<Record<ClauseState['level'], number>> = { required: 0, recommended: 1, none: 2 };

/** Required first, then recommended; within each in the library's order, which starts with CL-01. */
export function inOrderOfNeed(clauses: readonly ClauseState[]): readonly ClauseState[] {
  return [...clauses].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
}
