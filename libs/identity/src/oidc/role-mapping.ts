import { roles, type Role } from '@countersign/platform';

/** Whoever has this value in the claim gets these roles. */
export interface RoleRule {
  readonly value: string;
  readonly roles: readonly Role[];
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * What the provider says about somebody under this name: a claim's own name comes first (`https://example.com/roles`
 * holds dots), then a path into an object (`realm_access.roles`). Anything but texts counts as nothing.
 */
export function valuesOfClaim(claims: Claims, claim: string): string[] {
  const value = claim in claims ? claims[claim] : valueAt(claims, claim.split('.'));
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string');
}

/** The roles of all rules that match, in the order of the table of roles; empty for somebody that no rule knows. */
export function rolesFrom(values: readonly string[], mapping: readonly RoleRule[]): Role[] {
  const granted = new Set(
    mapping.filter(({ value }) => values.includes(value)).flatMap((rule) => rule.roles),
  );
  return roles.filter((role) => granted.has(role));
}

function valueAt(claims: Claims, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Claims)[key]
        : undefined,
    claims,
  );
}
