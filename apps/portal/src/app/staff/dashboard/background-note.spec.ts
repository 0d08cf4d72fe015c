import { TestBed } from '@angular/core/testing';
import type { BackgroundWork } from '@countersign/api-types';
import { BackgroundNote } from './background-note';

function shown(worker: BackgroundWork): string {
  const fixture = TestBed.createComponent(BackgroundNote);
  fixture.componentRef.setInput('worker', worker);
  fixture.detectChanges();
  return (fixture.nativeElement as HTMLElement).textContent.trim();
}

describe('The note on work in the background', () => {
  it('is silent while a worker works', () => {
    expect(shown({ state: 'up', lastSeenAt: '2026-11-26T10:00:00.000Z', mailWait: null })).toBe('');
  });

  it('says that no mail leaves, since when, and who can help', () => {
    const text = shown({ state: 'down', lastSeenAt: '2026-11-26T10:00:00.000Z', mailWait: null });
    expect(text).toContain('No mail leaves at the moment');
    expect(text).toMatch(/last seen on .*2026/);
    expect(text).toContain('tell whoever operates Countersign');
  });

  it('claims no day where no worker was ever seen', () => {
    expect(shown({ state: 'down', lastSeenAt: null, mailWait: null })).not.toContain('last seen');
  });

  it('tells work that fails from a worker that is away', () => {
    const text = shown({ state: 'not-ready', lastSeenAt: '2026-11-26T10:00:00.000Z', mailWait: null });
    expect(text).toContain('Work in the background fails');
    expect(text).not.toContain('No mail leaves');
  });

  it('says since when and why the mail server takes none, while the worker works', () => {
    const text = shown({
      state: 'up',
      lastSeenAt: '2026-11-26T10:00:00.000Z',
      mailWait: { since: '2026-11-26T09:00:00.000Z', because: 'connect ECONNREFUSED', switchedOff: false },
    });
    expect(text).toContain('No mail leaves at the moment');
    expect(text).toMatch(/has taken none since .*2026.*: connect ECONNREFUSED\. Mail and reminders wait/);
  });

  it('speaks of the worker where that is away: its last word on mail is old', () => {
    const mailWait = { since: '2026-11-26T09:00:00.000Z', because: 'Away.', switchedOff: false };
    expect(shown({ state: 'down', lastSeenAt: null, mailWait })).toContain('worker that sends mail');
  });

  it('says that mail is switched off, by whom and since when, and promises none by itself', () => {
    const mailWait = { since: '2026-11-26T09:00:00.000Z', because: 'Off.', switchedOff: true };
    const text = shown({ state: 'up', lastSeenAt: '2026-11-26T10:00:00.000Z', mailWait });
    expect(text).toMatch(/^Mail is switched off.*Whoever operates Countersign.*since .*2026/);
    expect(text).not.toContain('leave by themselves');
  });
});
