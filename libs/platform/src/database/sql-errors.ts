/** The SQLSTATE of a database error, whether the driver threw it or TypeORM wrapped it; null for any other error. */
export function sqlStateOf(error: unknown): string | null {
  const source = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (!(source instanceof Error) || !('code' in source)) return null;
  return typeof source.code === 'string' && /^[0-9A-Z]{5}$/.test(source.code) ? source.code : null;
}

export const sqlState = {
  deadlockDetected: '40P01',
  serializationFailure: '40001',
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  untranslatableCharacter: '22P05',
  invalidByteSequence: '22021',
  invalidText: '22P02',
  numberOutOfRange: '22003',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  diskFull: '53100',
  readOnly: '25006',
} as const;

/** Deadlock and serialisation failure: the same work may succeed when it is done again. */
export function isWorthRepeating(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === sqlState.deadlockDetected || state === sqlState.serializationFailure;
}
