import { differenceOf, type FactWords } from './difference';

const FACTS: FactWords = {
  factLabel: (fact) => ({ residents: 'Residents of Massachusetts' })[fact] ?? fact,
  valueLabel: (_fact, value) =>
    ({ r2: '100 to 999', r3: '1,000 to 9,999', ssn: 'Social security number' })[value] ?? value,
};

const lines = (...[before, after]: [Record<string, unknown> | null, Record<string, unknown> | null]) =>
  differenceOf(before, after, FACTS).lines;

describe('The difference an event made', () => {
  it('tells what changed and leaves out what stayed', () => {
    const difference = differenceOf(
      { name: 'Ada', roles: ['risk'] },
      { name: 'Ada', roles: ['risk', 'admin'] },
      FACTS,
    );
    expect(difference).toEqual({
      lines: [{ field: 'Roles', before: 'Risk', after: 'Risk, Administrator' }],
      unchanged: 1,
    });
  });

  it('tells a value that is known to be empty from one the event does not speak of', () => {
    expect(lines({ leadId: 'Ada' }, { leadId: null, note: 'Moved on' })).toEqual([
      { field: 'Lead', before: 'Ada', after: 'none' },
      { field: 'Note', before: null, after: 'Moved on' },
    ]);
    expect(lines({ name: 'plan.pdf' }, null)).toEqual([{ field: 'Name', before: 'plan.pdf', after: null }]);
  });

  it('leaves out what was empty from the beginning', () => {
    expect(differenceOf(null, { note: null, files: [], title: 'Encrypt' }, FACTS)).toEqual({
      lines: [{ field: 'Title', before: null, after: 'Encrypt' }],
      unchanged: 0,
    });
  });

  it('says the facts of an intake as the catalogue does', () => {
    expect(
      lines(
        { intake: { residents: 'r2', portable: false } },
        { intake: { residents: 'r3', portable: false } },
      ),
    ).toEqual([{ field: 'Residents of Massachusetts', before: '100 to 999', after: '1,000 to 9,999' }]);
    expect(lines(null, { intake: { dataElements: ['ssn'] } })[0]?.after).toBe('Social security number');
  });

  it('shows days with their year, yes and no, and figures in words a reader knows', () => {
    expect(
      lines(null, {
        dueOn: '2026-12-14',
        enabled: true,
        points: 0.5,
        months: 84,
        expiresAt: '2026-12-14T12:00:00Z',
      }),
    ).toEqual([
      { field: 'Due on', before: null, after: '14 Dec 2026' },
      { field: 'Switched on', before: null, after: 'Yes' },
      { field: 'Points', before: null, after: '0.5' },
      { field: 'Months', before: null, after: '84' },
      { field: 'Ends', before: null, after: expect.stringMatching(/^1[45] Dec 2026, \d\d:\d\d$/) as unknown },
    ]);
  });

  it('keeps ids for the record beneath', () => {
    const id = '019ab6a4-5b1e-7c9e-8d43-0a0b0c0d0e0f';
    expect(lines(null, { approvalId: id, outcome: 'approved' })).toEqual([
      { field: 'Outcome', before: null, after: 'Approved' },
    ]);
    expect(lines(null, { engagementIds: [id, id] })[0]?.after).toBe('2 entries');
  });

  it('names what lies deeper by the way to it', () => {
    expect(lines(null, { terms: { initial: { months: 12 } }, conditions: [{ text: 'Encrypt' }] })).toEqual([
      { field: 'Terms · Initial term · Months', before: null, after: '12' },
      { field: 'Conditions · 1 · Text', before: null, after: 'Encrypt' },
    ]);
  });

  it('never shows a raw structure', () => {
    for (const { after } of lines(null, { a: { b: [[1], { c: null }] }, d: [] })) {
      expect(after).not.toMatch(/[{[]|object/);
    }
  });
});
