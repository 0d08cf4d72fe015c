import type { ContractRow } from '@countersign/api-types';
import { message } from '../../language/message';

/** How many clauses nobody has read a contract for, and whether somebody should have by now; empty where none is left. */
export function reviewInWords(
  { toReview, reviewDueOn }: Pick<ContractRow, 'toReview' | 'reviewDueOn'>,
  today: string,
): string {
  if (toReview === 0 || reviewDueOn === null) {
    return '';
  }
  return message(
    reviewDueOn < today
      ? $localize`:@@review-words.overdue:{n, plural, one {# to review} other {# to review}}, overdue`
      : $localize`:@@review-words.to-review:{n, plural, one {# to review} other {# to review}}`,
    { n: toReview },
  );
}
