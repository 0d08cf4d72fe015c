import {
  addDays,
  holdsData,
  importedFindingFrom,
  unapprovedUse,
  useProblems,
  type ServiceUse,
  type StatedUse,
} from '../index';

const today = '2026-11-22';
const inUse: StatedUse = {
  state: 'in-use',
  since: '2026-03-01',
  endedOn: null,
  dataReturnedOn: null,
  dataReturnedBy: null,
  dataReturnProof: null,
};
const ended: StatedUse = { ...inUse, state: 'ended', endedOn: '2026-10-01' };
const returned: StatedUse = {
  ...ended,
  dataReturnedOn: '2026-10-20',
  dataReturnedBy: 'destroyed',
  dataReturnProof: 'Certificate 12, in the contract folder',
};

describe('The use of a service', () => {
  it.each<[string, StatedUse]>([
    ['not yet', { ...inUse, state: 'not-yet', since: null }],
    ['since a day', inUse],
    ['since today', { ...inUse, since: today }],
    ['ended', ended],
    ['ended, the data destroyed', returned],
  ])('can be %s', (_what, use) => {
    expect(useProblems(use, today)).toEqual([]);
  });

  it.each<[string, StatedUse, readonly string[]]>([
    ['in use since no day', { ...inUse, since: null }, ['since']],
    ['in use since tomorrow', { ...inUse, since: '2026-11-23' }, ['since']],
    ['not yet, since a day', { ...inUse, state: 'not-yet' }, ['since']],
    ['ended on no day', { ...ended, endedOn: null }, ['endedOn']],
    ['ended before it began', { ...ended, endedOn: '2026-02-28' }, ['endedOn']],
    ['ended tomorrow', { ...ended, endedOn: '2026-11-23' }, ['endedOn']],
    ['in use and ended', { ...inUse, endedOn: '2026-10-01' }, ['endedOn']],
    ['in use, the data returned', { ...returned, state: 'in-use', endedOn: null }, ['dataReturnedOn']],
    ['returned without proof', { ...returned, dataReturnProof: null }, ['dataReturnProof']],
    ['returned or destroyed?', { ...returned, dataReturnedBy: null }, ['dataReturnedBy']],
    ['proof of nothing', { ...ended, dataReturnProof: 'Certificate' }, ['dataReturnedOn']],
  ])('cannot be %s', (_what, use, fields) => {
    expect(useProblems(use, today).map(({ field }) => field)).toEqual(fields);
  });

  it.each<[boolean, ServiceUse]>([
    [false, { ...inUse, state: 'not-yet', since: null }],
    [true, { ...inUse, state: 'not-stated', since: null }],
    [true, inUse],
    [true, ended],
    [false, returned],
  ])('leaves data with the vendor: %s', (held, use) => {
    expect(holdsData(use)).toBe(held);
  });

  it('is a gap at once where nobody ever approved it, after thirty days where an approval was lost', () => {
    const never = { state: 'none', notInForceSince: null } as const;
    const lost = '2026-11-01';
    expect(unapprovedUse(inUse, never, 30)).toEqual({ from: '2026-03-01', why: 'never-approved' });
    expect(unapprovedUse(inUse, { state: 'stale', notInForceSince: lost }, 30)).toEqual({
      from: '2026-12-01',
      why: 'stale',
    });
    expect(unapprovedUse(inUse, { state: 'ended', notInForceSince: lost }, 30)?.why).toBe('ended');
    expect(unapprovedUse(inUse, { state: 'rejected', notInForceSince: lost }, 30)?.why).toBe(
      'never-approved',
    );
    expect(unapprovedUse(inUse, { state: 'in-force', notInForceSince: null }, 30)).toBeNull();
    expect(unapprovedUse(ended, never, 30)).toBeNull();
    expect(unapprovedUse({ state: 'not-yet', since: null }, never, 30)).toBeNull();
  });

  it('that was imported is work for ninety days, the one of recording being the first', () => {
    const imported = { since: '2020-05-01', importedOn: '2027-12-01' };
    expect(importedFindingFrom(imported)).toBe('2028-02-29');
    expect(importedFindingFrom({ ...imported, since: '2027-12-01' })).toBeNull();
    expect(importedFindingFrom({ ...imported, since: null })).toBeNull();
    expect(importedFindingFrom({ ...imported, importedOn: null })).toBeNull();
  });

  it('that was imported is no gap before those days are over, and never later than without them', () => {
    const imported = { ...inUse, importedOn: '2026-11-01' };
    const from = addDays('2026-11-01', 90);
    expect(unapprovedUse(imported, { state: 'none', notInForceSince: null }, 30)?.from).toBe(from);
    expect(unapprovedUse(imported, { state: 'ended', notInForceSince: '2026-11-10' }, 30)?.from).toBe(from);
    expect(unapprovedUse(imported, { state: 'stale', notInForceSince: '2027-03-01' }, 30)?.from).toBe(
      '2027-03-31',
    );
  });
});
