/** The router binds `undefined` where the address says nothing: `input(null, { transform: orNull })`. */
export function orNull(value: string | null | undefined): string | null {
  return value ?? null;
}
