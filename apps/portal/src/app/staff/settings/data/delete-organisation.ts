import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { DataJob } from '@countersign/api-types';
import { formatInstant } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { SelectField } from '../../../ui/form/select-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { OrganisationClient } from '../organisation/organisation-client';
import { DataJobsClient } from './data-jobs-client';

/** The last step of all: only after an export, and only with the short name typed. */
@Component({
  selector: 'cs-delete-organisation',
  imports: [FormFrame, MatButton, SelectField, TextField],
  templateUrl: './delete-organisation.html',
  styleUrl: './delete-organisation.scss',
  host: { class: 'cs-stack', role: 'region', '[attr.aria-label]': 'regionName' },
})
export class DeleteOrganisation {
  protected readonly regionName = $localize`:@@delete-organisation.delete-the-organisation-2:Delete the organisation`;
  readonly jobs = input.required<readonly DataJob[]>();
  readonly requested = output();

  readonly #client = inject(DataJobsClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ exportJobId: '', confirmation: '' });
  readonly #organisation = inject(OrganisationClient).settings();
  readonly #session = inject(SessionStore);
  protected readonly name = computed(
    () =>
      this.#session.organisation()?.name ??
      $localize`:@@delete-organisation.the-organisation:the organisation`,
  );
  protected readonly opened = signal(false);
  protected readonly slug = computed(() =>
    this.#organisation.hasValue() ? this.#organisation.value().slug : '',
  );
  /** Exports whose file can still be fetched. */
  protected readonly exports = computed(() =>
    this.jobs()
      .filter(
        ({ kind, state, fileAvailableUntil }) => kind === 'export' && state === 'done' && fileAvailableUntil,
      )
      .map(({ id, requestedAt }) => ({
        value: id,
        text: $localize`:@@delete-organisation.made:Made ${formatInstant(requestedAt)}:formatInstant:`,
      })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.exportJobId, {
        message: $localize`:@@delete-organisation.choose-the-export-that:Choose the export that you have fetched and looked into.`,
      });
      validate(path.confirmation, ({ value }) =>
        value().trim() === this.slug()
          ? null
          : {
              kind: 'slug',
              message: $localize`:@@delete-organisation.type-exactly-as-it:Type “${this.slug()}:slug:” exactly as it stands.`,
            },
      );
    },
    save: ({ exportJobId, confirmation }) =>
      this.#client.delete({ exportJobId, confirmation: confirmation.trim() }),
    saved: () => {
      this.#notices.done(
        $localize`:@@delete-organisation.the-deletion-has-been:The deletion has been asked for.`,
      );
      this.opened.set(false);
      this.requested.emit();
    },
  });
}
