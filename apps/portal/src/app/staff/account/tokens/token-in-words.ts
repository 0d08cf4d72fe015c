import type { ApiToken } from '@countersign/api-types';
import type { Permission } from '../../../session/permissions';
import type { Words } from '../../../ui/words';
import { PERMISSION_TEXTS } from '../../settings/permissions/permission-words';

export function tokenState({ expiresAt, revokedAt }: ApiToken, now: number): Words {
  if (revokedAt !== null) return { text: $localize`:@@token-in-words.revoked:Revoked`, tone: 'quiet' };
  if (new Date(expiresAt).getTime() <= now)
    return { text: $localize`:@@token-in-words.expired:Expired`, tone: 'warn' };
  return { text: $localize`:@@token-in-words.valid:Valid`, tone: 'good' };
}

export function scopesInWords(scopes: readonly Permission[]): string {
  return scopes.map((scope) => PERMISSION_TEXTS[scope]).join(' · ');
}
