import { Component, computed, inject } from '@angular/core';
import type { Role } from '@countersign/api-types';
import { mdiCheck, mdiMinus } from '@mdi/js';
import type { Permission } from '../../../session/permissions';
import { SessionStore } from '../../../session/session-store';
import { Icon } from '../../../ui/icon';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { ROLE_WORDS } from '../../../ui/words';
import { ROLE_SENTENCES, ROLES } from '../members/member-words';
import { FOR_EVERYBODY, PERMISSION_WORDS, PERMISSIONS } from './permission-words';
import { PermissionsClient } from './permissions-client';

interface RoleColumn {
  readonly role: Role;
  readonly text: string;
  /** Names the column where the table is shown as cards. */
  readonly label: string;
  readonly sentence: string;
  readonly mine: boolean;
  readonly allowed: ReadonlySet<Permission>;
}

/** The one table by which the product decides, read from the product itself. */
@Component({
  selector: 'cs-permissions-page',
  imports: [Icon, ObjectState, PageHeader],
  templateUrl: './permissions-page.html',
  styleUrl: './permissions-page.scss',
  host: { class: 'cs-stack' },
})
export class PermissionsPage {
  readonly #session = inject(SessionStore);
  protected readonly table = inject(PermissionsClient).table();
  protected readonly permissions = PERMISSIONS.map((permission) => ({
    permission,
    ...PERMISSION_WORDS[permission],
  }));
  protected readonly words = {
    allowed: $localize`:@@permissions-page.allowed:Allowed`,
    notAllowed: $localize`:@@permissions-page.not-allowed:Not allowed`,
  };
  protected readonly icons = { yes: mdiCheck, no: mdiMinus };

  protected readonly roles = computed<RoleColumn[]>(() => {
    const granted = this.table.hasValue() ? this.table.value().roles : [];
    const mine = this.#session.member()?.roles ?? [];
    return ROLES.map((role) => ({
      role,
      text: ROLE_WORDS[role],
      label: mine.includes(role)
        ? $localize`:@@permissions-page.your-role-2:${ROLE_WORDS[role]}:ROLEWORDS: (your role)`
        : ROLE_WORDS[role],
      sentence: ROLE_SENTENCES[role],
      mine: mine.includes(role),
      allowed: new Set([FOR_EVERYBODY, ...(granted.find((each) => each.role === role)?.permissions ?? [])]),
    }));
  });
}
