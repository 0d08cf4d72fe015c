import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { OrganisationSettings } from '@countersign/api-types';
import { countryName } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { COUNTRIES } from '../../../ui/countries';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { Revised } from '../../../ui/form/revised';
import { SelectField } from '../../../ui/form/select-field';
import { SuggestField } from '../../../ui/form/suggest-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { MembersClient } from '../members/members-client';
import { OrganisationClient } from './organisation-client';
import {
  changeOf,
  draftOf,
  EMPTY_ORGANISATION,
  inWords,
  type OrganisationDraft,
  organisationRules,
} from './organisation-draft';
import { SecondFactorNote } from './second-factor-note';
import { timeZonesLike } from './time-zones';

@Component({
  selector: 'cs-organisation-page',
  imports: [
    FormField,
    FormFrame,
    MatCheckbox,
    ObjectState,
    PageHeader,
    SecondFactorNote,
    SelectField,
    SuggestField,
    TextField,
  ],
  templateUrl: './organisation-page.html',
  styleUrl: './organisation-page.scss',
  host: { class: 'cs-stack' },
})
export class OrganisationPage {
  readonly #client = inject(OrganisationClient);
  readonly #notices = inject(Notices);
  readonly #session = inject(SessionStore);
  readonly #draft = signal<OrganisationDraft>(EMPTY_ORGANISATION);
  protected readonly revised = new Revised<OrganisationSettings, OrganisationDraft>({
    draft: this.#draft,
    row: () => (this.organisation.hasValue() ? this.organisation.value() : null),
    draftOf,
    inWords,
  });
  protected readonly organisation = this.#client.settings();
  protected readonly mayChange = computed(() => this.#session.may('organisation.manage'));
  protected readonly countries = COUNTRIES;
  protected readonly zones = computed(() => timeZonesLike(this.#draft().timeZone));
  /** As the next mail would say it. */
  protected readonly sender = computed(() => {
    const { senderName, name } = this.#draft();
    return senderName.trim() || name.trim();
  });
  protected readonly asking = computed(
    () =>
      this.#draft().secondFactorRequired &&
      this.organisation.hasValue() &&
      !this.organisation.value().secondFactorRequired,
  );
  protected readonly withoutSecondFactor = inject(MembersClient).withoutSecondFactor();

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: organisationRules,
    save: (draft) =>
      this.revised.save((revision) => this.#client.change(changeOf(draft, this.#slug(), revision))),
    saved: (settings) => {
      this.organisation.set(settings);
      this.#notices.done(
        $localize`:@@organisation-page.the-settings-of-the:The settings of the organisation were saved.`,
      );
      void this.#session.refresh();
    },
  });

  protected countryName(code: string): string {
    return countryName(code);
  }

  /** The short name never changes. */
  #slug(): string {
    return this.organisation.hasValue() ? this.organisation.value().slug : '';
  }
}
