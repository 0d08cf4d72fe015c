import { count } from '../../../ui/words';

const YEAR = 12;

/** "7 years", "18 months", "1 year and 6 months". */
export function periodInWords(months: number): string {
  const years = Math.floor(months / YEAR);
  const rest = months % YEAR;
  if (months < 2 * YEAR && rest > 0) {
    return count(months, 'month');
  }
  return rest === 0 ? count(years, 'year') : `${count(years, 'year')} and ${count(rest, 'month')}`;
}
