/** Hundredths as points with at most one decimal, rounded down as everywhere a risk number is shown. */
export function wholePoints(hundredths: number): string {
  const tenths = Math.floor(hundredths / 10);
  return tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
