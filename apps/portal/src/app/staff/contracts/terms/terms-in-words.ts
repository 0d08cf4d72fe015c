import type { ContractTerms, InitialTerm, Notice, Renewal } from '@countersign/domain';
import { days, months } from '../../../language/counts';
import { formatDate, formatDay, number } from '../../../language/formats';
import { message } from '../../../language/message';

export interface StatedTerm {
  readonly label: string;
  readonly text: string;
}

/** What the contract says about its time, line by line. */
export function termsInWords(terms: ContractTerms): readonly StatedTerm[] {
  const lines: StatedTerm[] = [{ label: 'Effective', text: formatDate(terms.effectiveOn) }];
  if (terms.serviceStartOn !== null) {
    lines.push({ label: 'Service starts', text: formatDate(terms.serviceStartOn) });
  }
  lines.push({ label: 'Initial term', text: initialInWords(terms.initial) });
  lines.push({ label: 'Renewal', text: renewalInWords(terms.renewal) });
  if (terms.maximumRenewals !== null) {
    lines.push({ label: 'Renewals at most', text: number(terms.maximumRenewals) });
  }
  if (terms.latestEnd !== null) {
    lines.push({ label: 'Ends at the latest', text: formatDate(terms.latestEnd) });
  }
  lines.push({ label: 'Notice', text: noticeInWords(terms.notice) });
  if (terms.notice.kind !== 'none') {
    lines.push({ label: 'Counts from', text: basisInWords(terms) });
  }
  if (terms.endedEarlyOn !== null) {
    lines.push({ label: 'Ended early', text: formatDay(terms.endedEarlyOn) });
  }
  return lines;
}

export function initialInWords(initial: InitialTerm): string {
  switch (initial.kind) {
    case 'months':
      return months(initial.months);
    case 'days':
      return days(initial.days);
    case 'last-day':
      return $localize`:@@terms-in-words.until:until ${formatDate(initial.lastDay)}:lastDay:`;
  }
}

export function renewalInWords(renewal: Renewal): string {
  switch (renewal.kind) {
    case 'auto':
      return `by itself for ${months(renewal.months)} at a time`;
    case 'by-agreement':
      return `only by agreement, for ${months(renewal.months)} at a time`;
    case 'none':
      return 'none: it ends with its term';
    case 'evergreen':
      return 'no end date: it runs until somebody gives notice';
    case 'unknown':
      return 'not known: to be found out';
  }
}

export function noticeInWords(notice: Notice): string {
  switch (notice.kind) {
    case 'none':
      return 'none needed';
    case 'days':
      return `${days(notice.days)} before the end`;
    case 'months':
      return `${months(notice.months)} before the end`;
    case 'window':
      return `between ${notice.opensDays} and ${days(notice.closesDays)} before the end`;
  }
}

function basisInWords({ noticeBasis, deliveryDays }: ContractTerms): string {
  if (noticeBasis === 'sent-by') {
    return 'the day on which it is sent';
  }
  return message(
    $localize`:@@terms-in-words.the-day-received:the day on which it is received; {n, plural, one {# business day} other {# business days}} allowed for delivery`,
    { n: deliveryDays },
  );
}
