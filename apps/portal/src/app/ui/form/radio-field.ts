import { NgTemplateOutlet } from '@angular/common';
import {
  booleanAttribute,
  Component,
  computed,
  contentChild,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { Option } from '../option';
import { BelowOption } from './below-option';
import { EntryField } from './entry-field';

let made = 0;

/** An option that may say below what it leads to, and may be barred. */
export interface RadioOption extends Option {
  readonly explanation?: string | null;
  readonly barred?: boolean;
}

/**
 * One of a few options, all in sight: side by side, or one under another where they are explained. What stands below
 * an option can also be given as a template of its own (`csBelowOption`).
 */
@Component({
  selector: 'cs-radio-field',
  imports: [FormField, MatRadioButton, MatRadioGroup, NgTemplateOutlet],
  templateUrl: './radio-field.html',
  styleUrl: './radio-field.scss',
})
export class RadioField extends EntryField<unknown> {
  readonly options = input.required<readonly RadioOption[]>();
  /** Without, the label is for screen readers only, where a heading or the question above says the same. */
  readonly showLabel = input(false, { transform: booleanAttribute });
  readonly chosen = output<string>();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly below = contentChild<BelowOption<RadioOption>>(BelowOption);
  protected readonly explained = computed(
    () => this.below() !== undefined || this.options().some(({ explanation }) => explanation !== undefined),
  );
  protected readonly id = `cs-radio-field-${(made += 1)}`;
  protected readonly shownError = computed(() => {
    const state = this.formField()();
    return state.touched() && state.invalid() ? this.error() : null;
  });

  /** The error summary gives the focus to the group, which by itself can do nothing with it. */
  protected focusButton(): void {
    const button =
      this.#element.querySelector<HTMLElement>('input:checked') ??
      this.#element.querySelector<HTMLElement>('input:enabled');
    button?.focus();
  }
}
