import { Component, computed, inject } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiAccountPlusOutline } from '@mdi/js';
import { byName } from '../../../language/formats';
import { message } from '../../../language/message';
import { SessionStore } from '../../../session/session-store';
import { InstantPipe } from '../../../ui/dates';
import { Icon } from '../../../ui/icon';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { StateChip } from '../../../ui/state-chip';
import { InvitationTable } from './invitation-table';
import { memberState, rolesInWords, SECOND_FACTOR_WORDS } from './member-words';
import { MembersClient } from './members-client';

@Component({
  selector: 'cs-members-page',
  imports: [Icon, InstantPipe, InvitationTable, MatAnchor, ObjectState, PageHeader, RouterLink, StateChip],
  templateUrl: './members-page.html',
  host: { class: 'cs-stack' },
})
export class MembersPage {
  readonly #session = inject(SessionStore);
  protected readonly overview = inject(MembersClient).overview();
  protected readonly mayManage = computed(() => this.#session.may('member.manage'));
  protected readonly me = computed(() => this.#session.member()?.id ?? null);
  protected readonly invite = mdiAccountPlusOutline;
  protected readonly factors = SECOND_FACTOR_WORDS;
  protected readonly state = memberState;
  protected readonly roles = rolesInWords;

  /** Those who can sign in first, then by name. */
  protected readonly members = computed(() =>
    this.overview.hasValue()
      ? [...this.overview.value().members].sort(
          (a, b) => Number(b.active) - Number(a.active) || byName(a.name, b.name),
        )
      : [],
  );
  protected readonly summary = computed(() => {
    const active = this.members().filter((member) => member.active);
    const without = active.filter(({ secondFactor }) => secondFactor === 'none').length;
    return message(
      $localize`:@@members-page.active-members:{n, plural, one {# active member} other {# active members}}, {without, plural, =0 {each with a second factor} other {# without a second factor}}.`,
      { n: active.length, without },
    );
  });
}
