import type { RetentionRule } from '@countersign/api-types';
import { months as monthsInWords, years as yearsInWords } from '../../../language/counts';

export const CLASS_WORDS: Readonly<Record<RetentionRule['class'], string>> = {
  answers: $localize`:@@retention-words.answers:Answers`,
  evidence: $localize`:@@retention-words.evidence-files:Evidence files`,
  audit: $localize`:@@retention-words.audit-trail:Audit trail`,
  mail: $localize`:@@retention-words.mail:Mail`,
  incidents: $localize`:@@retention-words.incidents:Incidents`,
};

const YEAR = 12;

/** "7 years", "18 months", "1 year and 6 months". */
export function periodInWords(months: number): string {
  const years = Math.floor(months / YEAR);
  const rest = months % YEAR;
  if (months < 2 * YEAR && rest > 0) {
    return monthsInWords(months);
  }
  return rest === 0
    ? yearsInWords(years)
    : $localize`:@@retention-words.and:${yearsInWords(years)}:yearsInWords: and ${monthsInWords(rest)}:monthsInWords:`;
}
