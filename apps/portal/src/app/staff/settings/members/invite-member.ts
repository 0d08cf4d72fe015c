import { Component, inject, signal } from '@angular/core';
import { email, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Role } from '@countersign/api-types';
import { apiForm } from '../../../ui/form/api-form';
import { CheckboxSet } from '../../../ui/form/checkbox-set';
import { FormFrame } from '../../../ui/form/form-frame';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { ObjectHeader } from '../../../ui/object/object-header';
import { LeadField } from './lead-field';
import { ROLE_OPTIONS } from './member-words';
import { MembersClient } from './members-client';
import { within } from '../../../ui/form/within';

interface InvitationDraft {
  name: string;
  email: string;
  roles: readonly Role[];
  leadId: string;
}

@Component({
  selector: 'cs-invite-member',
  imports: [CheckboxSet, FormField, FormFrame, LeadField, MatAnchor, ObjectHeader, RouterLink, TextField],
  template: `
    <cs-object-header heading="Invite a member" i18n-heading="@@invite-member.invite-a-member" [up]="up">
      <p i18n="@@invite-member.a-mail-with-a" class="cs-muted">
        A mail with a one-time link lets them choose a password of their own. Nobody else learns it.
      </p>
    </cs-object-header>
    <div class="cs-panel cs-form-panel">
      <cs-form
        [form]="form"
        saveLabel="Send the invitation"
        i18n-saveLabel="@@invite-member.send-the-invitation"
        savingLabel="Sending …"
        i18n-savingLabel="@@invite-member.sending"
      >
        <div class="cs-fields">
          <cs-text-field label="Name" i18n-label="@@invite-member.name" [formField]="form.fields.name" />
          <cs-text-field
            label="Email address"
            i18n-label="@@invite-member.email-address"
            type="email"
            [formField]="form.fields.email"
          />
        </div>
        <cs-checkbox-set
          label="Roles"
          i18n-label="@@invite-member.roles"
          [options]="roleOptions"
          [formField]="form.fields.roles"
        />
        <cs-lead-field [formField]="form.fields.leadId" />
        <a i18n="@@invite-member.cancel" matButton routerLink="/settings/members" csFormActions>Cancel</a>
      </cs-form>
    </div>
  `,
  host: { class: 'cs-stack' },
})
export class InviteMemberPage {
  readonly #members = inject(MembersClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly up = { text: $localize`:@@invite-member.members:Members`, link: '/settings/members' };
  protected readonly roleOptions = ROLE_OPTIONS;

  readonly form = apiForm({
    model: signal<InvitationDraft>({ name: '', email: '', roles: [], leadId: '' }),
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@invite-member.enter-the-members-name:Enter the member’s name.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@invite-member.keep-the-name-within:Keep the name within 200 characters.`,
      });
      required(path.email, {
        message: $localize`:@@invite-member.enter-the-members-email:Enter the member’s email address.`,
      });
      email(path.email, {
        message: $localize`:@@invite-member.enter-an-email-address:Enter an email address such as name@organisation.example.`,
      });
      within(path.email, 254);
      validate(path.roles, ({ value }) =>
        value().length === 0
          ? {
              kind: 'roles',
              message: $localize`:@@invite-member.choose-at-least-one:Choose at least one role.`,
            }
          : null,
      );
    },
    save: ({ name, email: address, roles, leadId }) =>
      this.#members.invite({
        name: name.trim(),
        email: address.trim(),
        roles: [...roles],
        leadId: leadId || null,
      }),
    saved: ({ email: address }) => {
      this.#notices.done(
        $localize`:@@invite-member.the-invitation-goes-to:The invitation goes to ${address}:address: by mail.`,
      );
      void this.#router.navigate(['/settings/members']);
    },
  });
}
