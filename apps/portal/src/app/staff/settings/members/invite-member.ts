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
    <cs-object-header heading="Invite a member" [up]="up">
      <p class="cs-muted">
        A mail with a one-time link lets them choose a password of their own. Nobody else learns it.
      </p>
    </cs-object-header>
    <div class="cs-panel cs-form-panel">
      <cs-form [form]="form" saveLabel="Send the invitation" savingLabel="Sending …">
        <div class="cs-fields">
          <cs-text-field label="Name" [formField]="form.fields.name" />
          <cs-text-field label="Email address" type="email" [formField]="form.fields.email" />
        </div>
        <cs-checkbox-set label="Roles" [options]="roleOptions" [formField]="form.fields.roles" />
        <cs-lead-field [formField]="form.fields.leadId" />
        <a matButton routerLink="/settings/members" csFormActions>Cancel</a>
      </cs-form>
    </div>
  `,
  host: { class: 'cs-stack' },
})
export class InviteMemberPage {
  readonly #members = inject(MembersClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly up = { text: 'Members', link: '/settings/members' };
  protected readonly roleOptions = ROLE_OPTIONS;

  readonly form = apiForm({
    model: signal<InvitationDraft>({ name: '', email: '', roles: [], leadId: '' }),
    rules: (path) => {
      required(path.name, { message: 'Enter the member’s name.' });
      maxLength(path.name, 200, { message: 'Keep the name within 200 characters.' });
      required(path.email, { message: 'Enter the member’s email address.' });
      email(path.email, { message: 'Enter an email address such as name@organisation.example.' });
      validate(path.roles, ({ value }) =>
        value().length === 0 ? { kind: 'roles', message: 'Choose at least one role.' } : null,
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
      this.#notices.done(`The invitation goes to ${address} by mail.`);
      void this.#router.navigate(['/settings/members']);
    },
  });
}
