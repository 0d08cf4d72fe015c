import { expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.mjs';

it('works on what came meanwhile in one go, and never twice at a time', async () => {
  const rounds = [];
  let finish;
  let inHand = 0;
  let most = 0;
  const work = oneAtATime(async (items) => {
    most = Math.max(most, (inHand += 1));
    rounds.push(items);
    if (rounds.length === 1) await new Promise((resolve) => (finish = resolve));
    inHand -= 1;
  });

  const first = work(['a']);
  void work(['b']);
  const last = work(['c']);
  finish();
  await Promise.all([first, last]);

  expect(rounds).toEqual([['a'], ['b', 'c']]);
  expect(most).toBe(1);
});
