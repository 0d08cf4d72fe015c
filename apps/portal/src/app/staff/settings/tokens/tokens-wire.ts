import type { Instant, Uuid } from '@countersign/api-types';
import type { Permission } from '../../../session/permissions';

export interface MemberApiToken {
  id: Uuid;
  name: string;
  scopes: Permission[];
  createdAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  lastUsedFrom: string | null;
  revokedAt: Instant | null;
  memberId: Uuid;
  memberName: string;
}
