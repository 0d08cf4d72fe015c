import { ANSWERABLE_STATES } from '@countersign/domain';
import { textList } from './text-list';

it('writes what a rule lists for a statement, and nothing that could be more than a name', () => {
  expect(textList(ANSWERABLE_STATES)).toBe(`'sent', 'opened', 'answering', 'returned'`);
  expect(textList(['in-review'])).toBe(`'in-review'`);
  for (const names of [[`sent') or ('`], ['Sent'], [''], ['sent', 'in review'], []]) {
    expect(() => textList(names)).toThrow('cannot stand in a statement');
  }
});
