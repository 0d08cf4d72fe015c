import { Component, input, output, signal } from '@angular/core';
import { pattern, required } from '@angular/forms/signals';
import { of } from 'rxjs';
import { apiForm } from '../ui/form/api-form';
import { FormFrame } from '../ui/form/form-frame';
import { TextField } from '../ui/form/text-field';
import { rememberedOrganisation } from './remembered-organisation';

/** Several organisations share this address: which one is it? */
@Component({
  selector: 'cs-choose-organisation',
  imports: [FormFrame, TextField],
  template: `
    @if (unknown()) {
      <p i18n="@@choose-organisation.there-is-no-organisation" class="note" role="alert">
        There is no organisation with the short name “{{ unknown() }}” here.
      </p>
    }
    <cs-form
      [form]="form"
      saveLabel="Go on"
      i18n-saveLabel="@@choose-organisation.go-on"
      savingLabel="Going on …"
      i18n-savingLabel="@@choose-organisation.going-on"
    >
      <cs-text-field
        label="Organisation’s short name"
        i18n-label="@@choose-organisation.organisations-short-name"
        hint="It stands in the address that your administrator gave you, after “/o/”."
        i18n-hint="@@choose-organisation.it-stands-in-the"
        autocomplete="organization"
        verbatim
        [formField]="form.fields.slug"
      />
    </cs-form>
  `,
  styleUrl: './notes.scss',
  host: { class: 'cs-stack' },
})
export class ChooseOrganisation {
  readonly unknown = input<string | null>(null);
  readonly chosen = output<string>();

  protected readonly form = apiForm({
    model: signal<{ slug: string }>({ slug: rememberedOrganisation() }),
    rules: (path) => {
      required(path.slug, {
        message: $localize`:@@choose-organisation.enter-the-short-name:Enter the short name of your organisation.`,
      });
      pattern(path.slug, /^\s*[a-zA-Z0-9][a-zA-Z0-9-]*\s*$/, {
        message: $localize`:@@choose-organisation.a-short-name-has:A short name has letters, digits and hyphens only.`,
      });
    },
    save: ({ slug }) => of(slug.trim().toLowerCase()),
    saved: (slug) => this.chosen.emit(slug),
  });
}
