import { number } from '../../language/formats';

/** Hundredths as points with at most one decimal, rounded down as everywhere a risk number is shown. */
export function wholePoints(hundredths: number): string {
  return number(Math.floor(hundredths / 10) / 10);
}
