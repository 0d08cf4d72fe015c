import type { Role } from '@countersign/api-types';
import type { Permission } from '../../../session/permissions';

export interface PermissionTable {
  /** What the member may do. */
  permissions: Permission[];
  roles: { role: Role; permissions: Permission[] }[];
}
