import { months as monthsInWords, years as yearsInWords } from '../../../language/counts';

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
