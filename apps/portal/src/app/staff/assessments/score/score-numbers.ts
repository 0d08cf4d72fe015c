/** Hundredths with one decimal, rounded down: 97.46 is shown as 97.4, never as 97.5. */
export function oneDecimal(hundredths: number): string {
  const tenths = Math.floor(hundredths / 10);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

/** A share in hundredths as whole percent, rounded down. */
export function wholePercent(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}%`;
}

/** Points of one answer (0 to 10,000) as a share of its weight: "2.5 of 5". */
export function weightEarned(points: number, weight: number): string {
  const hundredths = Math.floor((points * weight) / 100);
  const whole = Math.floor(hundredths / 100);
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${rest === '' ? whole : `${whole}.${rest}`} of ${weight}`;
}
