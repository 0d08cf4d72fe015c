import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { Option } from '../option';

/** What stands below each option of a radio field: `<ng-template let-option [csBelowOption]="options()">`. */
@Directive({ selector: 'ng-template[csBelowOption]' })
export class BelowOption<Shown extends Option> {
  /** The options again: they give `let-option` its type. */
  readonly csBelowOption = input.required<readonly Shown[]>();
  readonly template = inject<TemplateRef<{ $implicit: Shown }>>(TemplateRef);

  static ngTemplateContextGuard<Shown extends Option>(
    _directive: BelowOption<Shown>,
    _context: unknown,
  ): _context is { $implicit: Shown } {
    return true;
  }
}
