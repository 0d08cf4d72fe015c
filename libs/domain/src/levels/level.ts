/** From lowest to highest. */
export const LEVELS = ['very-low', 'low', 'moderate', 'high', 'very-high'] as const;
export type Level = (typeof LEVELS)[number];

export const TIERS = [1, 2, 3] as const;
/** 1 is the highest. */
export type Tier = (typeof TIERS)[number];

const BAND_HUNDREDTHS = 2_000;

// NIST SP 800-30 revision 1, Table I-2: rows likelihood, columns impact, both from very low to very high.
const COMBINED: Readonly<Record<Level, readonly [Level, Level, Level, Level, Level]>> = {
  'very-low': ['very-low', 'very-low', 'very-low', 'low', 'low'],
  low: ['very-low', 'low', 'low', 'low', 'moderate'],
  moderate: ['very-low', 'low', 'moderate', 'moderate', 'high'],
  high: ['very-low', 'low', 'moderate', 'high', 'very-high'],
  'very-high': ['very-low', 'low', 'moderate', 'high', 'very-high'],
};

/**
 * The level of a value from 0 to 10,000 hundredths: half-open bands of twenty points, the last one closed.
 * Values rounded down to hundredths fall into the same band as the exact ones.
 */
export function levelOf(hundredths: number): Level {
  const index = Math.min(4, Math.max(0, Math.floor(hundredths / BAND_HUNDREDTHS)));
  return LEVELS[index] ?? 'very-high';
}

/** The combined level by NIST SP 800-30 Table I-2: a lookup, not a product. */
export function combine(likelihood: Level, impact: Level): Level {
  return COMBINED[likelihood][LEVELS.indexOf(impact)] ?? 'very-high';
}

/** Negative where `a` is the lower level, 0 where equal, positive where it is the higher. */
export function compareLevels(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** The higher of two levels. */
export function worse(a: Level, b: Level): Level {
  return compareLevels(a, b) >= 0 ? a : b;
}

/** Tier 1 for high and very high, 2 for moderate, 3 below. */
export function tierOf(level: Level): Tier {
  if (level === 'very-high' || level === 'high') return 1;
  return level === 'moderate' ? 2 : 3;
}
