import type { MemberActor } from '../database/actor';
import type { Permission } from './permissions';

/** Where a refusal leaves its trace. The guard tells, `audit` records. */
export abstract class DeniedAccess {
  /** In a transaction of its own, before the refusal is thrown. */
  abstract record(actor: MemberActor, operation: string, permission: Permission): Promise<void>;
}
