import type { ContractTerms, InitialTerm, Notice, Renewal } from '@countersign/domain';
import { days, months } from '../../../language/counts';
import { formatDate, formatDay, number } from '../../../language/formats';
import { message } from '../../../language/message';

const NOT_KNOWN = $localize`:@@terms-in-words.not-known-to-be:not known: to be found out`;

/** Each line's label, in their order. */
const LABELS = {
  effective: $localize`:@@terms-in-words.effective:Effective`,
  serviceStarts: $localize`:@@terms-in-words.service-starts:Service starts`,
  initialTerm: $localize`:@@terms-in-words.initial-term:Initial term`,
  renewal: $localize`:@@terms-in-words.renewal:Renewal`,
  renewalsAtMost: $localize`:@@terms-in-words.renewals-at-most:Renewals at most`,
  endsAtTheLatest: $localize`:@@terms-in-words.ends-at-the-latest:Ends at the latest`,
  notice: $localize`:@@terms-in-words.notice:Notice`,
  noticeCountsFrom: $localize`:@@terms-in-words.notice-counts-from:Notice counts from`,
  endedEarly: $localize`:@@terms-in-words.ended-early:Ended early`,
} as const;

export const STATED: readonly string[] = Object.values(LABELS);

export interface StatedTerm {
  readonly label: string;
  readonly text: string;
}

/** What the contract says about its time, line by line. */
export function termsInWords(terms: ContractTerms): readonly StatedTerm[] {
  const lines: StatedTerm[] = [
    {
      label: LABELS.effective,
      text: terms.effectiveOn === null ? NOT_KNOWN : formatDate(terms.effectiveOn),
    },
  ];
  if (terms.serviceStartOn !== null) {
    lines.push({
      label: LABELS.serviceStarts,
      text: formatDate(terms.serviceStartOn),
    });
  }
  lines.push({
    label: LABELS.initialTerm,
    text: initialInWords(terms.initial),
  });
  lines.push({ label: LABELS.renewal, text: renewalInWords(terms.renewal) });
  if (terms.maximumRenewals !== null) {
    lines.push({
      label: LABELS.renewalsAtMost,
      text: number(terms.maximumRenewals),
    });
  }
  if (terms.latestEnd !== null) {
    lines.push({
      label: LABELS.endsAtTheLatest,
      text: formatDate(terms.latestEnd),
    });
  }
  lines.push({ label: LABELS.notice, text: noticeInWords(terms.notice) });
  if (terms.notice.kind !== 'none' && terms.notice.kind !== 'unknown') {
    lines.push({
      label: LABELS.noticeCountsFrom,
      text: basisInWords(terms),
    });
  }
  if (terms.endedEarlyOn !== null) {
    lines.push({
      label: LABELS.endedEarly,
      text: formatDay(terms.endedEarlyOn),
    });
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
    case 'unknown':
      return NOT_KNOWN;
  }
}

export function renewalInWords(renewal: Renewal): string {
  switch (renewal.kind) {
    case 'auto':
      return $localize`:@@terms-in-words.by-itself-for-at:by itself for ${months(renewal.months)}:months: at a time`;
    case 'by-agreement':
      return $localize`:@@terms-in-words.only-by-agreement-for:only by agreement, for ${months(renewal.months)}:months: at a time`;
    case 'none':
      return $localize`:@@terms-in-words.none-it-ends-with:none: it ends with its term`;
    case 'evergreen':
      return $localize`:@@terms-in-words.no-end-date-it:no end date: it runs until somebody gives notice`;
    case 'unknown':
      return NOT_KNOWN;
  }
}

export function noticeInWords(notice: Notice): string {
  switch (notice.kind) {
    case 'none':
      return $localize`:@@terms-in-words.none-needed:none needed`;
    case 'unknown':
      return NOT_KNOWN;
    case 'days':
      return $localize`:@@terms-in-words.before-the-end:${days(notice.days)}:days: before the end`;
    case 'months':
      return $localize`:@@terms-in-words.before-the-end-2:${months(notice.months)}:months: before the end`;
    case 'window':
      return $localize`:@@terms-in-words.between-and-before-the:between ${notice.opensDays}:opensDays: and ${days(notice.closesDays)}:days: before the end`;
  }
}

function basisInWords({ noticeBasis, deliveryDays }: ContractTerms): string {
  if (noticeBasis === 'sent-by') {
    return $localize`:@@terms-in-words.the-day-on-which:the day on which it is sent`;
  }
  if (noticeBasis === 'unknown') {
    return message(
      $localize`:@@terms-in-words.basis-not-known:not known, so the safer reading: received; {n, plural, one {# business day} other {# business days}} allowed for delivery`,
      { n: deliveryDays },
    );
  }
  return message(
    $localize`:@@terms-in-words.the-day-received:the day on which it is received; {n, plural, one {# business day} other {# business days}} allowed for delivery`,
    { n: deliveryDays },
  );
}
