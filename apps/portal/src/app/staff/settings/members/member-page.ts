import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import type { MemberDetail, MemberFields, Role } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { InstantPipe } from '../../../ui/dates';
import { EmptyNote } from '../../../ui/empty-note';
import { apiForm } from '../../../ui/form/api-form';
import { CheckboxSet } from '../../../ui/form/checkbox-set';
import { FormFrame } from '../../../ui/form/form-frame';
import { Revised } from '../../../ui/form/revised';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { ObjectHeader } from '../../../ui/object/object-header';
import { ObjectState } from '../../../ui/object/object-state';
import { StateChip } from '../../../ui/state-chip';
import { HandOverWork } from './hand-over-work';
import { LeadField } from './lead-field';
import { MemberSteps } from './member-steps';
import { memberState, ROLE_OPTIONS, rolesInWords, SECOND_FACTOR_WORDS } from './member-words';
import { MembersClient } from './members-client';

interface MemberDraft {
  name: string;
  roles: readonly Role[];
  leadId: string;
}

@Component({
  selector: 'cs-member-page',
  imports: [
    CheckboxSet,
    EmptyNote,
    FormField,
    FormFrame,
    HandOverWork,
    InstantPipe,
    LeadField,
    MemberSteps,
    ObjectHeader,
    ObjectState,
    StateChip,
    TextField,
  ],
  templateUrl: './member-page.html',
  styleUrl: './member-page.scss',
  host: { class: 'cs-stack' },
})
export class MemberPage {
  readonly id = input.required<string>();

  readonly #client = inject(MembersClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal<MemberDraft>({ name: '', roles: [], leadId: '' });
  protected readonly overview = this.#client.overview();
  protected readonly up = { text: $localize`:@@member-page.members:Members`, link: '/settings/members' };
  protected readonly roleOptions = ROLE_OPTIONS;
  protected readonly mayManage = computed(() => this.#session.may('member.manage'));
  protected readonly factors = SECOND_FACTOR_WORDS;
  protected readonly state = memberState;
  protected readonly roles = rolesInWords;

  protected readonly member = computed(() =>
    this.overview.hasValue()
      ? (this.overview.value().members.find(({ id }) => id === this.id()) ?? null)
      : null,
  );

  protected readonly revised = new Revised<MemberFields, MemberDraft>({
    draft: this.#draft,
    row: () => this.member(),
    subject: () => this.id(),
    draftOf: ({ name, roles, leadId }) => ({ name, roles, leadId: leadId ?? '' }),
    inWords: ({ name, roles, leadId }) => [
      [$localize`:@@member-page.name:Name`, name.trim()],
      [$localize`:@@member-page.roles:Roles`, rolesInWords(roles)],
      [$localize`:@@member-page.lead:Lead`, this.#nameOf(leadId)],
    ],
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@member-page.enter-the-members-name:Enter the member’s name.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@member-page.keep-the-name-within:Keep the name within 200 characters.`,
      });
      validate(path.roles, ({ value }) =>
        value().length === 0
          ? {
              kind: 'roles',
              message: $localize`:@@member-page.leave-at-least-one:Leave at least one role, or deactivate the member.`,
            }
          : null,
      );
    },
    save: ({ name, roles, leadId }) =>
      this.revised.save((revision) =>
        this.#client.change(this.id(), {
          name: name.trim(),
          roles: [...roles],
          leadId: leadId || null,
          revision,
        }),
      ),
    saved: (member) => {
      this.#replace(member);
      this.#notices.done(
        $localize`:@@member-page.what-was-changed-about:What was changed about ${member.name}:name: was saved.`,
      );
      if (member.id === this.#session.member()?.id) void this.#session.refresh();
    },
  });

  #nameOf(id: string): string {
    const members = this.overview.hasValue() ? this.overview.value().members : [];
    return members.find((each) => each.id === id)?.name ?? '';
  }

  #replace(member: MemberDetail): void {
    this.overview.update((overview) =>
      overview === undefined
        ? overview
        : { ...overview, members: overview.members.map((each) => (each.id === member.id ? member : each)) },
    );
  }
}
