/** How often something may be tried by one client (or one member) within a window; a whole office may be one client. */
export interface RateLimit extends RateWindow {
  readonly most: number;
}

/** What is taken several at a time; how many there are is for whoever takes them to say. */
export interface RateWindow {
  /** As the counts name it. */
  readonly name: string;
  readonly perSeconds: number;
}

type Bounds = Pick<RateLimit, 'most' | 'perSeconds'>;

/** Counts are kept for a day. */
const LONGEST_WINDOW = 24 * 60 * 60;

const names = new Set<string>();

/**
 * Each library defines its own, and with that contributes them: nothing else names a limit.
 *
 * @throws where two define one of the same name, which would count together, or a window outlives its counts
 */
export function defineLimits<T extends Readonly<Record<string, Bounds>>>(
  limits: T,
): { readonly [K in keyof T]: RateLimit } {
  const defined = Object.entries(limits).map(([name, bounds]) => {
    if (!(bounds.most >= 1)) throw new Error(`The rate limit ${name} lets nothing through: give at least 1.`);
    return [name, { ...defineWindow(name, bounds.perSeconds), most: bounds.most }] as const;
  });
  return Object.fromEntries(defined) as unknown as { readonly [K in keyof T]: RateLimit };
}

export function defineWindow(name: string, perSeconds: number): RateWindow {
  if (names.has(name)) throw new Error(`The rate limit ${name} is defined twice.`);
  if (!(perSeconds >= 1 && perSeconds <= LONGEST_WINDOW))
    throw new Error(
      `The rate limit ${name} counts within ${perSeconds} seconds: give 1 to ${LONGEST_WINDOW}.`,
    );
  names.add(name);
  return { name, perSeconds };
}
