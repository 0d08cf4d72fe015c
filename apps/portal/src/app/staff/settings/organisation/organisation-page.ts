import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { OrganisationSettings } from '@countersign/api-types';
import { catchError, type Observable, switchMap, throwError } from 'rxjs';
import { countryName } from '../../../language/formats';
import { SessionStore } from '../../../session/session-store';
import { COUNTRIES } from '../../../ui/countries';
import { apiForm } from '../../../ui/form/api-form';
import { ClashNote } from '../../../ui/form/clash-note';
import { FormFrame } from '../../../ui/form/form-frame';
import { SelectField } from '../../../ui/form/select-field';
import { SuggestField } from '../../../ui/form/suggest-field';
import { TextField } from '../../../ui/form/text-field';
import { Notices } from '../../../ui/notices';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { readProblem } from '../../../ui/problem';
import { MembersClient } from '../members/members-client';
import { OrganisationClient } from './organisation-client';
import {
  changeOf,
  clashes,
  draftOf,
  EMPTY_ORGANISATION,
  type OrganisationDraft,
  organisationRules,
} from './organisation-draft';
import { SecondFactorNote } from './second-factor-note';
import { timeZonesLike } from './time-zones';

@Component({
  selector: 'cs-organisation-page',
  imports: [
    ClashNote,
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
  /** The revision read, and the short name that never changes. */
  readonly #read = signal<Pick<OrganisationSettings, 'slug' | 'revision'>>({ slug: '', revision: 0 });
  /** What somebody else has stored meanwhile. */
  readonly #theirs = signal<OrganisationSettings | null>(null);

  protected readonly organisation = this.#client.settings();
  protected readonly mayChange = computed(() => this.#session.may('organisation.manage'));
  protected readonly countries = COUNTRIES;
  protected readonly zones = computed(() => timeZonesLike(this.#draft().timeZone));
  protected readonly clashes = computed(() => {
    const theirs = this.#theirs();
    return theirs === null ? [] : clashes(this.#draft(), draftOf(theirs));
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
    rules: organisationRules,
    save: (draft) =>
      this.#client
        .change(changeOf(draft, this.#read()))
        .pipe(catchError((refusal: unknown) => this.#meetTheirs(refusal))),
    saved: (settings) => {
      this.#theirs.set(null);
      this.organisation.set(settings);
      this.#notices.done(
        $localize`:@@organisation-page.the-settings-of-the:The settings of the organisation were saved.`,
      );
      void this.#session.refresh();
    },
  });

  constructor() {
    effect(() => {
      if (this.organisation.hasValue()) {
        const settings = this.organisation.value();
        untracked(() => this.#show(settings));
      }
    });
  }

  protected keepMine(): void {
    this.#read.update((read) => this.#theirs() ?? read);
    this.#theirs.set(null);
  }

  protected takeTheirs(): void {
    const theirs = this.#theirs();
    if (theirs !== null) {
      this.#theirs.set(null);
      this.organisation.set(theirs);
      this.form.fields().reset();
    }
  }

  protected countryName(code: string): string {
    return countryName(code);
  }

  #show(settings: OrganisationSettings): void {
    this.#draft.set(draftOf(settings));
    this.#read.set(settings);
  }

  #meetTheirs(refusal: unknown): Observable<never> {
    if (readProblem(refusal).status !== 409) {
      return throwError(() => refusal);
    }
    return this.#client.current().pipe(
      switchMap((theirs) => {
        this.#theirs.set(theirs);
        return throwError(() => refusal);
      }),
    );
  }
}
