import { TestBed } from '@angular/core/testing';
import { AttestationInput } from './attestation-input';
import type { Cell, InputChange } from './input-spec';

const FIELDS: Cell[] = [
  { id: 'name', label: 'Name', type: 'text', required: true },
  { id: 'date', label: 'Date', type: 'date', required: true },
  { id: 'signature', label: 'Signature', type: 'signature', required: true },
];

async function shown(value: unknown) {
  const fixture = TestBed.createComponent(AttestationInput);
  const changes: InputChange[] = [];
  fixture.componentInstance.changed.subscribe((change) => changes.push(change));
  fixture.componentRef.setInput('fields', FIELDS);
  fixture.componentRef.setInput('today', '2026-11-22');
  fixture.componentRef.setInput('value', value);
  fixture.componentRef.setInput('words', {
    base: 'q',
    labelledBy: 'q-text',
    describedBy: null,
    invalid: false,
  });
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const type = (id: string, text: string): void => {
    const field = element.querySelector<HTMLInputElement>(`#q-${id}`);
    if (!field) throw new Error(`There is no field ${id}.`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  return { element, changes, type };
}

describe('The attestation', () => {
  it('is dated today unless the person writes another day', async () => {
    const { element, changes, type } = await shown(null);
    expect(element.querySelector<HTMLInputElement>('#q-date')?.value).toBe('2026-11-22');
    type('name', 'Sam Ortiz');
    expect(changes.at(-1)?.value).toEqual({ name: 'Sam Ortiz', date: '2026-11-22' });
  });

  it('keeps what was filled in before', async () => {
    const { changes, type } = await shown({ name: 'Sam Ortiz', date: '2026-11-20' });
    type('signature', 'Sam Ortiz');
    expect(changes.at(-1)?.value).toEqual({
      name: 'Sam Ortiz',
      date: '2026-11-20',
      signature: 'Sam Ortiz',
    });
  });

  it('is no answer when only the date is left', async () => {
    const { changes, type } = await shown({ name: 'Sam Ortiz', date: '2026-11-20' });
    type('name', '');
    expect(changes.at(-1)?.value).toBeNull();
  });

  it('labels every field', async () => {
    const { element } = await shown(null);
    const labelled = [...element.querySelectorAll('input')].map((field) => field.labels?.length);
    expect(labelled).toEqual([1, 1, 1]);
  });
});
