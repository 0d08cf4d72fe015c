import { Component, computed, input, output } from '@angular/core';
import { isRecord } from '@countersign/domain';
import type { Cell, InputChange, InputWords } from './input-spec';

/** Name, title, date and a typed signature. The date is today unless the person writes another. */
@Component({
  selector: 'cs-attestation-input',
  template: `
    @for (field of fields(); track field.id) {
      <div [class.wide]="field.type === 'signature'">
        <label [for]="words().base + '-' + field.id">
          @if (field.type === 'signature') {
            <ng-container i18n="@@attestation-input.signature-type-your-full"
              >Signature: type your full name</ng-container
            >
          } @else {
            {{ field.label }}
          }
        </label>
        <input
          [id]="words().base + '-' + field.id"
          [type]="field.type === 'date' ? 'date' : 'text'"
          [class.signature]="field.type === 'signature'"
          [attr.autocomplete]="completion(field)"
          [attr.max]="field.type === 'date' ? today() : null"
          [value]="text(field)"
          [attr.required]="field.required ? '' : null"
          [attr.aria-describedby]="words().describedBy"
          (input)="typed(field, $event)"
          (blur)="left.emit()"
        />
      </div>
    }
  `,
  styles: `
    @use 'app/respond/inputs/controls';

    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
      gap: var(--cs-space-4);
    }

    .wide {
      grid-column: 1 / -1;
    }

    label {
      @include controls.small-label;
    }

    input {
      @include controls.text-control;
    }

    .signature {
      min-block-size: 56px;
      font: italic 1.5rem var(--mat-sys-headline-small-font);
    }
  `,
})
export class AttestationInput {
  readonly fields = input.required<readonly Cell[]>();
  readonly today = input.required<string>();
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
  readonly left = output();

  protected readonly given = computed<Record<string, unknown>>(() => {
    const value = this.value();
    return isRecord(value) ? value : {};
  });

  protected text(field: Cell): string {
    const value = this.given()[field.id];
    if (typeof value === 'string') return value;
    return field.type === 'date' ? this.today() : '';
  }

  protected completion(field: Cell): string | null {
    if (field.id === 'name') return 'name';
    return field.id === 'title' ? 'organization-title' : null;
  }

  protected typed(field: Cell, event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    const next = { ...this.#days(), ...this.given(), [field.id]: text };
    const kept = Object.entries(next).filter(([, value]) => typeof value === 'string' && value.trim() !== '');
    const signed = kept.some(([id]) =>
      this.fields().some((other) => other.id === id && other.type !== 'date'),
    );
    this.changed.emit({ value: signed ? Object.fromEntries(kept) : null, pace: 'typing' });
  }

  /** The date shown by default is part of what is signed. */
  #days(): Record<string, string> {
    const days = this.fields().filter((field) => field.type === 'date');
    return Object.fromEntries(days.map((field) => [field.id, this.today()]));
  }
}
