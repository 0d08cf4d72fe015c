import { TestBed } from '@angular/core/testing';
import type { Cell, InputChange } from './input-spec';
import { TableInput } from './table-input';

const COLUMNS: Cell[] = [
  { id: 'system', label: 'System', type: 'text', required: true },
  { id: 'people', label: 'People', type: 'number', required: false },
  { id: 'encrypted', label: 'Encrypted', type: 'yes_no', required: true },
];

async function shown(value: unknown) {
  const fixture = TestBed.createComponent(TableInput);
  const changes: InputChange[] = [];
  // the page around it keeps what it is told, as the store does
  fixture.componentInstance.changed.subscribe((change) => {
    changes.push(change);
    fixture.componentRef.setInput('value', change.value);
  });
  fixture.componentRef.setInput('columns', COLUMNS);
  fixture.componentRef.setInput('value', value);
  fixture.componentRef.setInput('words', {
    base: 'q',
    labelledBy: 'q-text',
    describedBy: null,
    invalid: false,
  });
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const enter = async (id: string, text: string, event: 'input' | 'change'): Promise<void> => {
    const control = element.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!control) throw new Error(`There is no field ${id}.`);
    control.value = text;
    control.dispatchEvent(new Event(event));
    await fixture.whenStable();
  };
  const press = async (selector: string): Promise<void> => {
    element.querySelector<HTMLButtonElement>(selector)?.click();
    await fixture.whenStable();
  };
  const rows = (): number => element.querySelectorAll('.row').length;
  return { element, changes, enter, press, rows };
}

describe('A list question', () => {
  it('adds a row that is no answer until something stands in it', async () => {
    const { changes, press, enter, rows } = await shown(null);
    await press('[data-add]');
    expect(rows()).toBe(1);
    expect(changes).toEqual([]);
    await enter('q-0-system', 'Payroll database', 'input');
    expect(changes.at(-1)).toEqual({ value: [{ system: 'Payroll database' }], pace: 'typing' });
  });

  it('reads numbers as numbers and saves a choice at once', async () => {
    const { changes, enter } = await shown([{ system: 'Payroll' }]);
    await enter('q-0-people', '1,200', 'change');
    await enter('q-0-encrypted', 'yes', 'change');
    expect(changes.at(-1)).toEqual({
      value: [{ system: 'Payroll', people: 1200, encrypted: 'yes' }],
      pace: 'at-once',
    });
  });

  it('keeps a blank row on the page while the others are written', async () => {
    const { press, enter, rows } = await shown([{ system: 'Payroll' }]);
    await press('[data-add]');
    await enter('q-0-system', 'Payroll database', 'input');
    expect(rows()).toBe(2);
  });

  it('removes the row that was meant', async () => {
    const { changes, press } = await shown([{ system: 'One' }, { system: 'Two' }, { system: 'Three' }]);
    await press('[aria-label="Remove row 2"]');
    expect(changes.at(-1)?.value).toEqual([{ system: 'One' }, { system: 'Three' }]);
  });

  it('has no answer when its last row is gone', async () => {
    const { changes, press } = await shown([{ system: 'One' }]);
    await press('[aria-label="Remove row 1"]');
    expect(changes.at(-1)?.value).toBeNull();
  });

  it('labels every field with its column and row', async () => {
    const { element } = await shown([{ system: 'One' }]);
    const labels = [...element.querySelectorAll('label')].map(({ textContent }) =>
      textContent?.replace(/\s+/g, ' ').replace(' ,', ',').trim(),
    );
    expect(labels).toEqual(['System, row 1', 'People (optional), row 1', 'Encrypted, row 1']);
  });
});
