import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { ListPage } from './list-page';

/** `<ng-template [csColumn]="vendors" label="Vendor" sort="name" let-vendor>`: one typed column. */
@Directive({ selector: 'ng-template[csColumn]' })
export class Column<Row> {
  readonly csColumn = input.required<ListPage<Row>>();
  readonly label = input.required<string>();
  /** The API's sort key; a column without one does not sort. */
  readonly sort = input<string | null>(null);
  readonly numeric = input(false);

  readonly template = inject<TemplateRef<{ $implicit: Row }>>(TemplateRef);

  static ngTemplateContextGuard<Row>(
    _column: Column<Row>,
    _context: unknown,
  ): _context is { $implicit: Row } {
    return true;
  }
}
