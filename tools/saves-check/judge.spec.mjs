import { describe, expect, it } from '@jest/globals';
import { randomFrom } from '../scale-check/random.mjs';
import { doubledIn, lostOf, momentsOf, revisionKey } from './judge.mjs';

const aSave = (revision, comment) => ({ key: 'a:MA-01', question: 'MA-01', revision, comment });
const found = (acknowledged) => ({
  acknowledged,
  history: new Map(acknowledged.map((save) => [revisionKey(save), save.comment])),
  shown: new Map(acknowledged.map((save) => [save.key, save])),
});

describe('what is lost', () => {
  const first = aSave(1, 'first');
  const second = aSave(2, 'second');

  it('is nothing where history and page hold it', () => {
    expect(lostOf(found([first, second]))).toEqual([]);
  });

  it('is a save that the history lacks, or holds as another', () => {
    const without = found([first, second]);
    without.history.delete(revisionKey(first));
    expect(lostOf(without)).toEqual([first]);

    const other = found([first, second]);
    other.history.set(revisionKey(first), 'second');
    expect(lostOf(other)).toEqual([first]);
  });

  it('is the last save where the page shows a former one, another one or none', () => {
    const everything = found([first, second]);
    for (const shown of [[['a:MA-01', first]], [['a:MA-01', aSave(2, 'other')]], []]) {
      expect(lostOf({ ...everything, shown: new Map(shown) })).toEqual([second]);
    }
  });
});

it('names a save that was sent again and written twice', () => {
  const once = found([aSave(1, 'first'), aSave(2, 'second')]);
  expect(doubledIn(once)).toEqual([]);
  once.history.set('a:MA-01:3', 'second');
  expect(doubledIn(once)).toEqual(['second']);
});

describe('the moments', () => {
  const moments = momentsOf({ saves: 20_000, kills: 20, random: randomFrom(7) });

  it('are as many as asked for, in their order and before the last save', () => {
    expect(moments.filter(({ kind }) => kind === 'api')).toHaveLength(20);
    expect(moments).toEqual([...moments].sort((a, b) => a.count - b.count));
    expect(moments.at(-1).count).toBeLessThan(20_000);
  });

  it('hold one restart of the database, with kills before and after it', () => {
    expect(moments.filter(({ kind }) => kind === 'postgres')).toHaveLength(1);
    expect(moments.at(0).kind).toBe('api');
    expect(moments.at(-1).kind).toBe('api');
  });

  it('are the same for the same seed, and others for another', () => {
    const again = (seed) => momentsOf({ saves: 20_000, kills: 20, random: randomFrom(seed) });
    expect(again(7)).toEqual(moments);
    expect(again(8)).not.toEqual(moments);
  });
});
