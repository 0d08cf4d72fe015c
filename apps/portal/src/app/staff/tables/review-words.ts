import type { ContractRow } from '@countersign/api-types';
import { formatDate } from '../../language/formats';
import { message } from '../../language/message';

/** How many clauses nobody has read a contract for, and by when somebody should; empty where none is left. */
export function reviewInWords(
  { toReview, reviewDueOn }: Pick<ContractRow, 'toReview' | 'reviewDueOn'>,
  today: string,
): string {
  if (toReview === 0 || reviewDueOn === null) {
    return '';
  }
  return message(
    reviewDueOn < today
      ? $localize`:@@review-words.overdue:{n, plural, one {# to review} other {# to review}}, overdue since {day}`
      : $localize`:@@review-words.by:{n, plural, one {# to review} other {# to review}} by {day}`,
    { n: toReview, day: formatDate(reviewDueOn) },
  );
}
