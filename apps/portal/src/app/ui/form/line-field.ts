import { Directive, type Signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { EntryField } from './entry-field';

/** What the browser is told about a line of text. */
export interface Line {
  readonly type: 'text' | 'email' | 'password';
  readonly inputmode: 'numeric' | 'decimal' | 'url' | null;
  readonly autocomplete: string;
  /** Typed letter for letter: neither capitals nor spelling are put right. */
  readonly verbatim: boolean;
  /** Stands behind the entry, such as "MB". */
  readonly unit: string | null;
}

export const PLAIN_LINE: Line = {
  type: 'text',
  inputmode: null,
  autocomplete: 'off',
  verbatim: false,
  unit: null,
};

export const LINE_PARTS = [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel, MatSuffix];

/** A field of one line; its kinds share `line-field.html`. */
@Directive()
export abstract class LineField extends EntryField<string> {
  protected abstract readonly line: Signal<Line>;
}
