import type { Amendment } from '@countersign/domain';
import { months } from '../../../language/counts';
import { formatDate } from '../../../language/formats';
import { noticeInWords } from './terms-in-words';

/** What an amendment changes, in one line. */
export function amendmentInWords({ lastDay, renewalMonths, notice, reopens }: Amendment): string {
  const parts = [
    lastDay === null
      ? null
      : $localize`:@@amendment-words.ends-on:the term ends on ${formatDate(lastDay)}:lastDay:`,
    renewalMonths === null
      ? null
      : $localize`:@@amendment-words.renews-by:renewals of ${months(renewalMonths)}:months:`,
    notice === null ? null : $localize`:@@amendment-words.notice:notice ${noticeInWords(notice)}:notice:`,
    reopens === true
      ? $localize`:@@amendment-words.reopens:a notice day that had passed is open again`
      : null,
  ];
  return parts.filter((part) => part !== null).join('; ');
}
