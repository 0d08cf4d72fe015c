import { Component, computed, ElementRef, inject, input, model } from '@angular/core';
import type { FormValueControl, ValidationError, WithOptionalFieldTree } from '@angular/forms/signals';
import { MatCheckbox } from '@angular/material/checkbox';
import type { Role } from '@countersign/api-types';
import { ROLE_WORDS } from '../../../ui/words';
import { ROLE_SENTENCES, ROLES } from './member-words';

/** The roles, each with a sentence on what it allows. */
@Component({
  selector: 'cs-role-choice',
  imports: [MatCheckbox],
  template: `
    <fieldset [attr.aria-describedby]="shownError() ? 'roles-error' : null">
      <legend>Roles</legend>
      @for (role of roles; track role.role) {
        <div>
          <mat-checkbox
            [checked]="value().includes(role.role)"
            [aria-describedby]="'role-' + role.role"
            (change)="turn(role.role, $event.checked)"
          >
            {{ role.text }}
          </mat-checkbox>
          <p class="sentence" [id]="'role-' + role.role">{{ role.sentence }}</p>
        </div>
      }
      @if (shownError(); as error) {
        <p class="error" id="roles-error">{{ error }}</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      gap: var(--cs-space-2);
    }

    .sentence {
      margin-block-start: -0.375rem;
      padding-inline-start: 2.25rem;
      color: var(--mat-sys-on-surface-variant);
    }

    .error {
      color: var(--mat-sys-error);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class RoleChoice implements FormValueControl<readonly Role[]> {
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly value = model.required<readonly Role[]>();
  readonly touched = model(false);
  readonly invalid = input(false);
  readonly errors = input<readonly WithOptionalFieldTree<ValidationError>[]>([]);

  protected readonly roles = ROLES.map((role) => ({
    role,
    text: ROLE_WORDS[role],
    sentence: ROLE_SENTENCES[role],
  }));
  protected readonly shownError = computed(() =>
    this.touched() && this.invalid() ? (this.errors()[0]?.message ?? null) : null,
  );

  /** Called from the error summary. */
  focus(): void {
    this.#element.querySelector('input')?.focus();
  }

  protected turn(role: Role, on: boolean): void {
    this.touched.set(true);
    this.value.set(ROLES.filter((each) => (each === role ? on : this.value().includes(each))));
  }
}
