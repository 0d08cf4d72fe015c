import { Component, computed, ElementRef, inject, input, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { mdiClose, mdiPlus } from '@mdi/js';
import { sameValue } from '@countersign/domain';
import type { Pace } from '../assessment/autosave';
import { Icon } from '../../ui/icon';
import type { Cell, InputChange, InputWords } from './input-spec';
import { readNumber } from './number-input';

type Row = Readonly<Record<string, unknown>>;

/** Rows of a list question. Wide screens show a grid, phones one card a row. */
@Component({
  selector: 'cs-table-input',
  imports: [Icon, MatButton],
  templateUrl: './table-input.html',
  styleUrl: './table-input.scss',
})
export class TableInput {
  readonly columns = input.required<readonly Cell[]>();
  readonly value = input<unknown>(null);
  readonly words = input.required<InputWords>();
  readonly changed = output<InputChange>();
  readonly left = output();

  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected readonly icons = { add: mdiPlus, remove: mdiClose };
  protected readonly gridColumns = computed(() => `repeat(${this.columns().length}, minmax(0, 1fr)) 44px`);

  /** Rows as drawn: the saved ones plus those still blank, which are no answer yet. */
  protected readonly rows = linkedSignal<unknown, readonly Row[]>({
    source: this.value,
    computation: (value, previous) => {
      const given = Array.isArray(value) ? (value as readonly Row[]) : [];
      if (previous && sameValue(filled(previous.value), given)) return previous.value;
      return given;
    },
  });

  protected text(row: Row, column: Cell): string {
    const cell = row[column.id];
    return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
  }

  protected typed(index: number, column: Cell, event: Event): void {
    const control = event.target as HTMLInputElement | HTMLSelectElement;
    this.#put(index, column, cellOf(column, control.value), column.type === 'yes_no' ? 'at-once' : 'typing');
  }

  protected add(): void {
    this.rows.update((rows) => [...rows, {}]);
    const index = this.rows().length - 1;
    // the new row is drawn in the next frame; its first field is where the person goes on
    setTimeout(() => this.#element.querySelector<HTMLElement>(`[data-cell="${index}-0"]`)?.focus());
  }

  protected remove(index: number): void {
    this.rows.update((rows) => rows.filter((_, other) => other !== index));
    this.#tell('at-once');
    setTimeout(() => this.#element.querySelector<HTMLElement>('[data-add]')?.focus());
  }

  #put(index: number, column: Cell, cell: unknown, pace: Pace): void {
    this.rows.update((rows) =>
      rows.map((row, other) => (other === index ? withCell(row, column, cell) : row)),
    );
    this.#tell(pace);
  }

  #tell(pace: Pace): void {
    const rows = filled(this.rows());
    this.changed.emit({ value: rows.length > 0 ? rows : null, pace });
  }

  protected removeRow(index: number): string {
    return $localize`:@@table-input.remove-row:Remove row ${index + 1}:index:`;
  }
}

function withCell(row: Row, column: Cell, cell: unknown): Row {
  const others = Object.entries(row).filter(([id]) => id !== column.id);
  return Object.fromEntries(cell === null ? others : [...others, [column.id, cell]]);
}

function cellOf(column: Cell, text: string): unknown {
  if (text.trim() === '') return null;
  return column.type === 'number' ? readNumber(text) : text;
}

function filled(rows: readonly Row[]): Row[] {
  return rows.filter((row) => Object.keys(row).length > 0);
}
