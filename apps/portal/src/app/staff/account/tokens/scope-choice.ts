import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError, WithOptionalFieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { NewApiToken } from '@countersign/api-types';
import { PERMISSION_WORDS } from '../../settings/permissions/permission-words';

/** What a token may do: a box for each permission that its member has. */
type Scope = NewApiToken['scopes'][number];

@Component({
  selector: 'cs-scope-choice',
  imports: [MatCheckbox],
  template: `
    <fieldset [attr.aria-describedby]="shownError() ? 'cs-scopes-error' : null">
      <legend>What it may do</legend>
      <div class="options">
        @for (permission of offered(); track permission) {
          <mat-checkbox [checked]="value().includes(permission)" (change)="turn(permission, $event.checked)">
            {{ words[permission].text }}
          </mat-checkbox>
        }
      </div>
      @if (shownError(); as error) {
        <p class="error" id="cs-scopes-error">{{ error }}</p>
      }
    </fieldset>
  `,
  styles: `
    .options {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
    }

    .error {
      color: var(--mat-sys-error);
    }
  `,
})
export class ScopeChoice implements FormValueControl<readonly Scope[]> {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = model.required<readonly Scope[]>();
  readonly touched = model(false);
  readonly invalid = input(false);
  readonly errors = input<readonly WithOptionalFieldTree<ValidationError>[]>([]);
  readonly offered = input.required<readonly Scope[]>();

  protected readonly words = PERMISSION_WORDS;
  protected readonly shownError = computed(() =>
    this.touched() && this.invalid() ? (this.errors()[0]?.message ?? null) : null,
  );

  /** Called from the error summary. */
  focus(): void {
    this.#element.querySelector('input')?.focus();
  }

  protected turn(permission: Scope, on: boolean): void {
    this.touched.set(true);
    this.value.set(
      on ? [...this.value(), permission] : this.value().filter((chosen) => chosen !== permission),
    );
  }
}
