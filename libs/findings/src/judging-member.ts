import type { Permission } from '@countersign/platform';

/** Who judges a finding, and what the roles (or the token's scopes) of that person allow. */
export interface JudgingMember {
  readonly name: string;
  readonly permissions: readonly Permission[];
}
