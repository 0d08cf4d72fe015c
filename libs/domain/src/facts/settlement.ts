/** How a difference between intake and answers was settled without a change of the intake. */
export const SETTLEMENTS = ['set-aside', 'intake-stands'] as const;
export type SettlementKind = (typeof SETTLEMENTS)[number];

/**
 * A member's word about a difference, for one assessment: what the answer names more is set aside, or the intake
 * stands though the answer names less. It covers the values it names; an answer that names others is a new difference.
 */
export interface Settlement {
  readonly kind: SettlementKind;
  readonly fact: string;
  readonly values: readonly string[];
}

/** The values of a fact that no longer count as the vendor's. */
export function setAsideOf(settlements: readonly Settlement[], fact: string): ReadonlySet<string> {
  return valuesOf(settlements, 'set-aside', fact);
}

/** Whether a settlement of this kind covers every one of the values. */
export function isSettled(
  settlements: readonly Settlement[],
  difference: { readonly kind: SettlementKind; readonly fact: string; readonly values: readonly string[] },
): boolean {
  const covered = valuesOf(settlements, difference.kind, difference.fact);
  return difference.values.length > 0 && difference.values.every((value) => covered.has(value));
}

function valuesOf(
  settlements: readonly Settlement[],
  kind: SettlementKind,
  fact: string,
): ReadonlySet<string> {
  return new Set(
    settlements
      .filter((settlement) => settlement.kind === kind && settlement.fact === fact)
      .flatMap(({ values }) => values),
  );
}
