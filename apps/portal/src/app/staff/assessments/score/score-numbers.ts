import { number, percent } from '../../../language/formats';

/** Hundredths with one decimal, rounded down: 97.46 is shown as 97.4, never as 97.5. */
export function oneDecimal(hundredths: number): string {
  return number(Math.floor(hundredths / 10) / 10, { minimumFractionDigits: 1 });
}

/** A share in hundredths as whole percent, rounded down. */
export function wholePercent(hundredths: number): string {
  return percent(Math.floor(hundredths / 100) / 100);
}

/** Points of one answer (0 to 10,000) as a share of its weight: "2.5 of 5". */
export function weightEarned(points: number, weight: number): string {
  const hundredths = Math.floor((points * weight) / 100);
  return $localize`:@@score-numbers.of-weight:${number(hundredths / 100, { maximumFractionDigits: 2 })}:earned: of ${number(weight)}:weight:`;
}
