import { Kept } from './kept';

describe('What is kept in memory', () => {
  const counted = () => {
    const reads: string[] = [];
    const read = (what: string) => () => {
      reads.push(what);
      return Promise.resolve(what);
    };
    return { reads, read };
  };

  it('is read once for each organisation, also where both use the same id', async () => {
    const kept = new Kept<string>(10);
    const { reads, read } = counted();
    const ask = (organisationId: string) =>
      kept.of({ organisationId, id: 'v1' }, read(`of ${organisationId}`));
    expect([await ask('ours'), await ask('theirs'), await ask('ours')]).toEqual([
      'of ours',
      'of theirs',
      'of ours',
    ]);
    expect(reads).toEqual(['of ours', 'of theirs']);
  });

  it('is no more than was said', async () => {
    const kept = new Kept<string>(2);
    const { reads, read } = counted();
    for (const id of ['a', 'b', 'c', 'c', 'a']) await kept.of({ organisationId: 'ours', id }, read(id));
    expect(reads).toEqual(['a', 'b', 'c', 'a']);
  });

  it('forgets a reading that failed', async () => {
    const kept = new Kept<string>(2);
    const ask = (read: () => Promise<string>) => kept.of({ organisationId: 'ours', id: 'a' }, read);
    await expect(ask(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask(() => Promise.resolve('there'))).toBe('there');
  });
});
