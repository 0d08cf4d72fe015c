import { booleanAttribute, Component, computed, input } from '@angular/core';
import { type Line, LINE_PARTS, LineField, PLAIN_LINE } from './line-field';
import { outlined } from './outlined';

/** `<cs-text-field label="Name" hint="Such as Payroll processing" [formField]="form.fields.name" />` */
@Component({
  selector: 'cs-text-field',
  imports: LINE_PARTS,
  providers: [outlined],
  templateUrl: './line-field.html',
  styleUrl: './field.scss',
})
export class TextField extends LineField {
  readonly type = input<Line['type']>('text');
  readonly inputmode = input<Line['inputmode']>(null);
  readonly autocomplete = input('off');
  /** Typed letter for letter, as codes and short names are. */
  readonly verbatim = input(false, { transform: booleanAttribute });

  protected readonly line = computed(() => ({
    ...PLAIN_LINE,
    type: this.type(),
    inputmode: this.inputmode(),
    autocomplete: this.autocomplete(),
    verbatim: this.verbatim(),
  }));
}
