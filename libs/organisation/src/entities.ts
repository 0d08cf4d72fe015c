import { DisposedRowEntity } from './retention/disposed-row.entity';
import { LegalHoldEntity } from './retention/legal-hold.entity';
import { RetentionPolicyEntity } from './retention/retention-policy.entity';
import { SetUpTokenEntity } from './set-up/set-up-token.entity';

/** The tables of this library, named one by one. */
export const organisationEntities = [
  SetUpTokenEntity,
  RetentionPolicyEntity,
  LegalHoldEntity,
  DisposedRowEntity,
] as const;
