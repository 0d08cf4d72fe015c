import { TestBed } from '@angular/core/testing';
import type { Choice, InputChange } from './input-spec';
import { SeveralInput } from './several-input';

const OPTIONS: Choice[] = [
  { id: 'ssn', label: 'Social Security number', exclusive: false },
  { id: 'card', label: 'Card number', exclusive: false },
  { id: 'none', label: 'None of these', exclusive: true },
];

async function shown(value: unknown) {
  const fixture = TestBed.createComponent(SeveralInput);
  const changes: InputChange[] = [];
  fixture.componentInstance.changed.subscribe((change) => changes.push(change));
  fixture.componentRef.setInput('options', OPTIONS);
  fixture.componentRef.setInput('value', value);
  fixture.componentRef.setInput('words', {
    base: 'q',
    labelledBy: 'q-text',
    describedBy: null,
    invalid: false,
  });
  await fixture.whenStable();
  const boxes = [...(fixture.nativeElement as HTMLElement).querySelectorAll('input')];
  return { boxes, changes };
}

describe('A question with several choices', () => {
  it('clears everything else when the exclusive option is chosen', async () => {
    const { boxes, changes } = await shown(['ssn', 'card']);
    boxes[2]?.click();
    expect(changes).toEqual([{ value: ['none'], pace: 'at-once' }]);
  });

  it('clears the exclusive option when another one is chosen', async () => {
    const { boxes, changes } = await shown(['none']);
    expect(boxes.map(({ checked }) => checked)).toEqual([false, false, true]);
    boxes[1]?.click();
    expect(changes).toEqual([{ value: ['card'], pace: 'at-once' }]);
  });

  it('keeps the order of the questionnaire, whatever the order of the clicks', async () => {
    const { boxes, changes } = await shown(['card']);
    boxes[0]?.click();
    expect(changes.at(-1)?.value).toEqual(['ssn', 'card']);
  });

  it('has no answer when nothing is chosen any more', async () => {
    const { boxes, changes } = await shown(['card']);
    boxes[1]?.click();
    expect(changes.at(-1)?.value).toBeNull();
  });
});
