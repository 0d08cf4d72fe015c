import type { ApiToken } from '@countersign/api-types';
import type { Permission } from '../../../session/permissions';
import type { Words } from '../../../ui/words';
import { PERMISSION_TEXTS } from '../../settings/permissions/permission-words';

export function tokenState({ expiresAt, revokedAt }: ApiToken, now: number): Words {
  if (revokedAt !== null) return { text: 'Revoked', tone: 'quiet' };
  if (new Date(expiresAt).getTime() <= now) return { text: 'Expired', tone: 'warn' };
  return { text: 'Valid', tone: 'good' };
}

export function scopesInWords(scopes: readonly Permission[]): string {
  return scopes.map((scope) => PERMISSION_TEXTS[scope]).join(' · ');
}
