import type { QuestionLine } from '../answers/question-line';

export const DESK_FILTERS = [
  'all',
  'not-reviewed',
  'gaps',
  'knockouts',
  'clarify',
  'rejected',
  'changed',
  'no-evidence',
  'low-confidence',
  'with-evidence',
] as const;
export type DeskFilter = (typeof DESK_FILTERS)[number];

export const DESK_FILTER_WORDS: Readonly<Record<DeskFilter, string>> = {
  all: $localize`:@@desk-filter.all:All`,
  'not-reviewed': $localize`:@@desk-filter.needs-a-look:Needs a look`,
  gaps: $localize`:@@desk-filter.gaps:Gaps`,
  knockouts: $localize`:@@desk-filter.knock-outs-open:Knock-outs open`,
  clarify: $localize`:@@desk-filter.clarify:To clarify`,
  rejected: $localize`:@@desk-filter.rejected:Rejected`,
  changed: $localize`:@@desk-filter.changed-since-the-return:Changed since the return`,
  'no-evidence': $localize`:@@desk-filter.no-evidence:No evidence`,
  'low-confidence': $localize`:@@desk-filter.low-confidence:Low confidence`,
  'with-evidence': $localize`:@@desk-filter.with-evidence:With evidence`,
};

/** What a filter holds, where its name does not say it. */
export const DESK_FILTER_NOTES: Readonly<Record<DeskFilter, string | null>> = {
  all: null,
  'not-reviewed': $localize`:@@desk-filter.needs-a-look-note:Scored answers without a verdict, or that came back since.`,
  gaps: $localize`:@@desk-filter.gaps-note:Answers that earn less than all of their points.`,
  knockouts: $localize`:@@desk-filter.knock-outs-note:Knock-outs that are open, or whose answer nobody has judged: approval waits for them.`,
  clarify: null,
  rejected: null,
  changed: $localize`:@@desk-filter.changed-note:Another answer or a new document since the last return, or the vendor stands by its answer.`,
  'no-evidence': $localize`:@@desk-filter.no-evidence-note:Evidence was asked for and none is attached.`,
  'low-confidence': $localize`:@@desk-filter.low-confidence-note:Answers that earn points on the vendor’s word alone: no verified document shows them.`,
  'with-evidence': null,
};

export function deskFilterOf(value: string | undefined): DeskFilter {
  return DESK_FILTERS.find((filter) => filter === value) ?? 'all';
}

export function passes(line: QuestionLine, filter: DeskFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'not-reviewed':
      return line.awaitsReview;
    case 'gaps':
      return line.gap;
    case 'knockouts':
      return isKnockoutToSettle(line);
    case 'clarify':
    case 'rejected':
      return line.review?.verdict === filter;
    case 'changed':
      return line.changedSince;
    case 'no-evidence':
      return line.question.evidence === 'required' && line.answered && line.evidence === null;
    case 'low-confidence':
      return (
        line.score !== null && line.score.counted && (line.score.points ?? 0) > 0 && !line.score.verified
      );
    case 'with-evidence':
      return line.evidence !== null;
  }
}

function isKnockoutToSettle({ question, knockout, review, finding }: QuestionLine): boolean {
  if (!question.knockout) return false;
  if (knockout?.open === true) return true;
  const judged = review !== null && review.verdict !== 'clarify';
  return !judged && (finding === null || finding.state === 'proposed');
}
