import { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { provideHttpClient } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { provideRouter } from '@angular/router';
import type { Note, NotePage, Session } from '@countersign/api-types';
import { SessionStore } from '../../session/session-store';
import { NotesPage } from './notes-page';
import { NotesPanel } from './notes-panel';

const TODAY = '2026-11-27';
const DANA = { id: 'm-1', name: 'Dana Whitfield', active: true, roles: ['procurement'] };
const TOM = { id: 'm-2', name: 'Tom Okafor', active: true, roles: ['reviewer'] };
const GONE = { id: 'm-3', name: 'Gone Already', active: false, roles: ['risk'] };

const aNote = (wishes: Partial<Note> = {}): Note => ({
  id: 'n-1',
  kind: 'call',
  happenedOn: '2026-11-20',
  text: 'They asked for 90 days.',
  by: DANA.name,
  at: '2026-11-20T10:00:00Z',
  editedAt: null,
  revision: 1,
  mentions: [],
  place: { kind: 'vendor', id: 'v-1', name: 'Harbor Paper', vendorId: 'v-1', vendorName: 'Harbor Paper' },
  withdrawn: null,
  mayEdit: true,
  mayWithdraw: true,
  ...wishes,
});
const pageOf = (...items: Note[]): NotePage => ({ items, nextCursor: null, total: items.length });

let shown: ComponentFixture<NotesPanel | NotesPage>;
let api: HttpTestingController;
let loader: HarnessLoader;

const root = () => shown.nativeElement as HTMLElement;
const textOf = (selector: string) => root().querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim();
const button = (text: string) =>
  [...root().querySelectorAll('button')].find((each) => each.textContent.includes(text));

/** Not until all is quiet: a request that nobody has answered yet is often what is looked at. */
async function settle(wait = 0): Promise<void> {
  for (const milliseconds of [wait, 0]) {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    TestBed.tick();
  }
}

async function press(text: string): Promise<void> {
  const found = button(text);
  if (found === undefined) throw new Error(`Nothing says "${text}".`);
  found.click();
  await settle();
}

async function type(into: string, text: string): Promise<void> {
  const field = root().querySelector<HTMLInputElement | HTMLTextAreaElement>(into);
  if (field === null) throw new Error(`There is no ${into}.`);
  field.value = text;
  field.dispatchEvent(new Event('input'));
  await settle();
}

function begin(permissions: readonly string[]): void {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  api = TestBed.inject(HttpTestingController);
  TestBed.inject(SessionStore).begin({
    member: { id: DANA.id, name: DANA.name, permissions },
    organisation: { name: 'Harborline' },
    today: TODAY,
    language: 'en',
  } as unknown as Session);
}

const asked = (): TestRequest => api.expectOne(({ method, url }) => method === 'GET' && url === '/api/notes');

async function answer(page: NotePage): Promise<void> {
  asked().flush(page);
  await settle();
}

/** At one vendor. */
async function openPanel(page: NotePage, permissions = ['note.write']): Promise<void> {
  begin(permissions);
  const panel = TestBed.createComponent(NotesPanel);
  panel.componentRef.setInput('kind', 'vendor');
  panel.componentRef.setInput('id', 'v-1');
  await open(panel, page);
}

async function openPage(page: NotePage): Promise<void> {
  begin(['note.write']);
  await open(TestBed.createComponent(NotesPage), page);
}

async function open(fixture: ComponentFixture<NotesPanel | NotesPage>, page: NotePage): Promise<void> {
  shown = fixture;
  loader = TestbedHarnessEnvironment.loader(shown);
  shown.detectChanges();
  await new Promise((resolve) => setTimeout(resolve));
  await answer(page);
}

async function openForm(label: string): Promise<void> {
  await press(label);
  api.expectOne('/api/members').flush({ items: [DANA, TOM, GONE] });
  await settle();
}

describe('The notes of a vendor', () => {
  it('are written with their day and whom they mention, and stand in the list then', async () => {
    await openPanel(pageOf());
    expect(root().textContent).toContain('No notes yet. Keep here what was said on the phone');
    expect(root().querySelector('[role=search]')).toBeNull();
    await openForm('Write a note');
    expect(document.activeElement?.textContent).toBe('New note');
    await type('textarea', '  They asked for 90 days.  ');
    const mentions = await loader.getHarness(
      MatSelectHarness.with({ ancestor: 'cs-select-field[multiple]' }),
    );
    await mentions.open();
    const options = await Promise.all((await mentions.getOptions()).map((option) => option.getText()));
    // Neither oneself nor who has left.
    expect(options).toEqual([TOM.name]);
    await mentions.clickOptions();
    await press('Save the note');
    const post = api.expectOne({ method: 'POST', url: '/api/notes' });
    expect(post.request.body).toEqual({
      kind: 'note',
      happenedOn: TODAY,
      text: 'They asked for 90 days.',
      mentions: [TOM.id],
      vendorId: 'v-1',
    });
    post.flush(aNote());
    await settle();
    await answer(pageOf(aNote({ kind: 'note', mentions: [TOM] })));
    expect(root().querySelector('textarea')).toBeNull();
    expect(textOf('li .text')).toBe('They asked for 90 days.');
    expect(textOf('li')).toContain('Mentions Tom Okafor');
  });

  it('are not sent empty, and keep what was typed when saving fails', async () => {
    await openPanel(pageOf());
    await openForm('Write a note');
    await press('Save the note');
    expect(root().textContent).toContain('Write what there is to note.');
    api.expectNone({ method: 'POST', url: '/api/notes' });
    await type('textarea', 'A long talk.');
    await press('Save the note');
    api
      .expectOne({ method: 'POST', url: '/api/notes' })
      .flush({ title: 'Unavailable', code: 'unavailable' }, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(root().querySelector('textarea')?.value).toBe('A long talk.');
    expect(root().querySelector('[role=alert]')).not.toBeNull();
    await press('Save the note');
    expect(api.expectOne({ method: 'POST', url: '/api/notes' }).request.body).toMatchObject({
      text: 'A long talk.',
    });
  });

  it('that another tab has corrected are shown beside one’s own words, and overwritten on request alone', async () => {
    await openPanel(pageOf(aNote()));
    await openForm('Correct');
    await type('textarea', 'They asked for 60 days.');
    await press('Save the note');
    const put = api.expectOne({ method: 'PUT', url: '/api/notes/n-1' });
    expect(put.request.body).toMatchObject({ text: 'They asked for 60 days.', revision: 1 });
    const present = {
      kind: 'note',
      happenedOn: TODAY,
      text: 'They asked for 30.',
      mentions: [],
      revision: 2,
    };
    put.flush(
      { title: 'Conflict', code: 'stale-revision', present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    const clash = textOf('cs-clash-note');
    expect(clash).toContain('They asked for 60 days.');
    expect(clash).toContain('They asked for 30.');
    expect(root().querySelector('textarea')?.value).toBe('They asked for 60 days.');
    await press('Keep mine, then save');
    await press('Save the note');
    expect(api.expectOne({ method: 'PUT', url: '/api/notes/n-1' }).request.body).toMatchObject({
      text: 'They asked for 60 days.',
      revision: 2,
    });
  });

  it('are withdrawn with a reason; one that was corrected meanwhile is shown first as it is now', async () => {
    await openPanel(pageOf(aNote()));
    await press('Withdraw');
    await type('textarea', 'Of another vendor');
    await press('Withdraw the note');
    const first = api.expectOne({ method: 'POST', url: '/api/notes/n-1/withdraw' });
    expect(first.request.body).toEqual({ reason: 'Of another vendor', revision: 1 });
    const present = {
      kind: 'call',
      happenedOn: TODAY,
      text: 'They asked for 30.',
      mentions: [],
      revision: 2,
    };
    first.flush(
      { title: 'Conflict', code: 'stale-revision', present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    expect(textOf('li .text')).toBe('They asked for 30.');
    expect(root().textContent).toContain('The note was corrected meanwhile.');
    expect(root().querySelector('textarea')?.value).toBe('Of another vendor');
    await press('Withdraw the note');
    const second = api.expectOne({ method: 'POST', url: '/api/notes/n-1/withdraw' });
    expect(second.request.body).toEqual({ reason: 'Of another vendor', revision: 2 });
    const withdrawn = { reason: 'Of another vendor', by: DANA.name, at: '2026-11-27T10:00:00Z' };
    second.flush(aNote({ withdrawn }));
    await settle();
    await answer(pageOf(aNote({ withdrawn, mayEdit: false, mayWithdraw: false })));
    expect(root().querySelector('.text.withdrawn')).not.toBeNull();
    expect(textOf('li')).toContain('Withdrawn by Dana Whitfield');
    expect(button('Correct')).toBeUndefined();
  });

  it('are written by nobody who may only read them', async () => {
    await openPanel(pageOf(aNote({ mayEdit: false, mayWithdraw: false })), []);
    expect(textOf('li .text')).toBe('They asked for 90 days.');
    expect([button('Write a note'), button('Correct'), button('Withdraw')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('The page of all notes', () => {
  it('says where notes are written while there is none, and offers nothing to search', async () => {
    await openPage(pageOf());
    expect(root().textContent).toContain('They are written on the page of a vendor');
    expect(root().querySelector('cs-empty-note a')?.getAttribute('href')).toBe('/vendors');
    expect(button('Write a note')).toBeUndefined();
    expect(root().querySelector('[role=search]')).toBeNull();
  });

  it('searches what they say once somebody stops typing, and shows all again', async () => {
    const engagement = {
      kind: 'engagement',
      id: 'e-1',
      name: 'Mailings',
      vendorId: 'v-1',
      vendorName: 'Harbor',
    } as const;
    await openPage(pageOf(aNote({ place: engagement })));
    expect(textOf('.place')).toBe('Engagement: Mailings · Harbor');
    expect(root().querySelector('.place a')?.getAttribute('href')).toBe('/engagements/e-1');
    await type('input[inputmode=search]', 'quok');
    await type('input[inputmode=search]', 'quokka ');
    api.expectNone(({ url }) => url === '/api/notes');
    await settle(350);
    const search = asked();
    expect(search.request.params.get('search')).toBe('quokka');
    // What was shown stays in sight until the answer is there.
    expect(root().querySelectorAll('li')).toHaveLength(1);
    search.flush(pageOf());
    await settle();
    expect(root().textContent).toContain('No note matches.');
    await press('Show all');
    const all = asked();
    expect(all.request.params.has('search')).toBe(false);
    all.flush(pageOf(aNote()));
    await settle();
    expect(root().querySelector<HTMLInputElement>('input[inputmode=search]')?.value).toBe('');
    expect(root().querySelectorAll('li')).toHaveLength(1);
  });

  it('shows those that mention whoever reads, and earlier ones below', async () => {
    await openPage({ items: [aNote()], nextCursor: 'c-2', total: 2 });
    await press('Show earlier');
    const earlier = asked();
    expect(earlier.request.params.get('cursor')).toBe('c-2');
    earlier.flush({ items: [aNote({ id: 'n-2', text: 'Before that.' })], nextCursor: null, total: 2 });
    await settle();
    expect([...root().querySelectorAll('li .text')].map((each) => each.textContent)).toEqual([
      'They asked for 90 days.',
      'Before that.',
    ]);
    root().querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await settle();
    const mine = asked();
    expect(mine.request.params.get('mentions')).toBe('me');
    mine.flush({ title: 'Unavailable', code: 'unavailable' }, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(root().querySelector('cs-problem-panel')).not.toBeNull();
  });
});
