import { Component, input, output, signal } from '@angular/core';
import { FormField, pattern, required } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { of } from 'rxjs';
import { apiForm } from '../ui/form/api-form';
import { FieldError } from '../ui/form/field-error';
import { FormFrame } from '../ui/form/form-frame';
import { rememberedOrganisation } from './remembered-organisation';

/** Several organisations share this address: which one is it? */
@Component({
  selector: 'cs-choose-organisation',
  imports: [FieldError, FormField, FormFrame, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    @if (unknown()) {
      <p class="note" role="alert">There is no organisation with the short name “{{ unknown() }}” here.</p>
    }
    <cs-form [form]="form" saveLabel="Go on" savingLabel="Going on …">
      <mat-form-field>
        <mat-label>Organisation’s short name</mat-label>
        <input
          matInput
          autocomplete="organization"
          autocapitalize="none"
          spellcheck="false"
          [formField]="form.fields.slug"
        />
        <mat-hint>It stands in the address that your administrator gave you, after “/o/”.</mat-hint>
        <mat-error><cs-field-error [of]="form.fields.slug" /></mat-error>
      </mat-form-field>
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
      required(path.slug, { message: 'Enter the short name of your organisation.' });
      pattern(path.slug, /^\s*[a-zA-Z0-9][a-zA-Z0-9-]*\s*$/, {
        message: 'A short name has letters, digits and hyphens only.',
      });
    },
    save: ({ slug }) => of(slug.trim().toLowerCase()),
    saved: (slug) => this.chosen.emit(slug),
  });
}
