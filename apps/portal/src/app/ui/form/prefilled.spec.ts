import { signal } from '@angular/core';
import { prefilled } from './prefilled';

describe('A draft with suggestions', () => {
  it('follows a suggestion until somebody chooses otherwise, and keeps what was typed beside it', () => {
    const day = signal('2027-01-01');
    const draft = prefilled({ validTo: '', reason: '' }, () => ({ validTo: day() }));
    expect(draft()).toEqual({ validTo: '2027-01-01', reason: '' });
    draft.update((typed) => ({ ...typed, reason: 'It hol' }));
    day.set('2027-02-01');
    expect(draft()).toEqual({ validTo: '2027-02-01', reason: 'It hol' });
    draft.update((typed) => ({ ...typed, validTo: '2026-12-24' }));
    day.set('2027-03-01');
    expect(draft()).toEqual({ validTo: '2026-12-24', reason: 'It hol' });
  });
});
