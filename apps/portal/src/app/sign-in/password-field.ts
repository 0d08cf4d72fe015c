import { Component, computed, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { mdiEyeOffOutline, mdiEyeOutline } from '@mdi/js';
import { EntryField } from '../ui/form/entry-field';
import { Icon } from '../ui/icon';
import { MINIMUM_LENGTH } from './new-password';
import { outlined } from '../ui/form/outlined';

/** A password to be chosen: its length is told while it is typed, and it can be looked at. */
@Component({
  selector: 'cs-password-field',
  imports: [FormField, Icon, MatError, MatFormField, MatHint, MatIconButton, MatInput, MatLabel, MatSuffix],
  providers: [outlined],
  template: `
    <mat-form-field>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        [type]="shown() ? 'text' : 'password'"
        autocomplete="new-password"
        autocapitalize="none"
        spellcheck="false"
        [formField]="formField()"
      />
      <button
        matIconButton
        matSuffix
        type="button"
        [attr.aria-label]="shown() ? words.hide : words.show"
        [attr.aria-pressed]="shown()"
        (click)="shown.set(!shown())"
      >
        <cs-icon [path]="shown() ? icons.hide : icons.show" />
      </button>
      <mat-hint>{{ progress() }}</mat-hint>
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    :host,
    mat-form-field {
      display: block;
    }

    button {
      margin-inline-end: var(--cs-space-1);
    }
  `,
})
export class PasswordField extends EntryField<string> {
  protected readonly words = {
    hide: $localize`:@@password-field.hide-the-password:Hide the password`,
    show: $localize`:@@password-field.show-the-password:Show the password`,
  };
  protected readonly icons = { show: mdiEyeOutline, hide: mdiEyeOffOutline };
  protected readonly shown = signal(false);
  protected readonly progress = computed(() => {
    const length = [...this.formField()().value()].length;
    if (length === 0)
      return $localize`:@@password-field.at-least-characters-a:At least ${MINIMUM_LENGTH}:MINIMUMLENGTH: characters; a sentence is easiest to remember.`;
    const left = MINIMUM_LENGTH - length;
    if (left > 0)
      return $localize`:@@password-field.of-characters:${length}:length: of ${MINIMUM_LENGTH}:MINIMUMLENGTH: characters`;
    return $localize`:@@password-field.characters-long-enough:${length}:length: characters: long enough`;
  });
}
