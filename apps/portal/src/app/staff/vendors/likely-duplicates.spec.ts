import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../session/session-store';
import { LikelyDuplicatesPanel } from './likely-duplicates';

const LIST = '/api/vendors/v-1/likely-duplicates';
/** A name that turns what follows it around where nothing holds it apart. */
const HEBREW = 'שקד דפוס (Shaked)';
const ALIKE = { id: 'v-2', name: HEBREW, state: 'active', sameName: true, domains: [] };
const APART = { id: 'v-2', name: HEBREW, byName: 'Dana Whitfield', at: '2026-11-27T10:00:00Z' };

describe('Likely duplicates', () => {
  let panel: ComponentFixture<LikelyDuplicatesPanel>;
  let api: HttpTestingController;
  const root = () => panel.nativeElement as HTMLElement;
  const button = (text: string) =>
    [...root().querySelectorAll('button')].find((each) => each.textContent.includes(text));

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await panel.whenStable();
  }

  async function open(list: object, permissions = ['vendor.write']): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: SessionStore, useValue: { may: (one: string) => permissions.includes(one) } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    panel = TestBed.createComponent(LikelyDuplicatesPanel);
    panel.componentRef.setInput('vendor', { id: 'v-1', state: 'active' });
    panel.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    api.expectOne(LIST).flush(list);
    await settle();
  }

  it('are told apart, and that is taken back', async () => {
    await open({ items: [ALIKE], apart: [] });
    button('Two companies')?.click();
    const said = api.expectOne({ method: 'POST', url: '/api/vendors/v-1/apart' });
    expect(said.request.body).toEqual({ otherId: 'v-2' });
    said.flush({ items: [], apart: [APART] });
    await settle();
    expect(root().querySelector('h2')).toBeNull();
    expect(root().textContent).toContain('said by Dana Whitfield');
    button('Take back')?.click();
    api
      .expectOne({ method: 'DELETE', url: '/api/vendors/v-1/apart/v-2' })
      .flush({ items: [ALIKE], apart: [] });
    await settle();
    expect(root().querySelector('h2')?.textContent).toBe('Recorded twice?');
  });

  it('are read again where somebody was faster', async () => {
    await open({ items: [], apart: [APART] });
    button('Take back')?.click();
    const problem = { title: 'Conflict', status: 409, code: 'not-set-apart', detail: 'Taken back.' };
    api
      .expectOne({ method: 'DELETE', url: '/api/vendors/v-1/apart/v-2' })
      .flush(problem, { status: 409, statusText: 'Conflict' });
    await new Promise((resolve) => setTimeout(resolve));
    api.expectOne(LIST).flush({ items: [ALIKE], apart: [] });
    await settle();
    expect(button('Two companies')).toBeDefined();
  });

  it('hold each name in its own direction', async () => {
    await open({ items: [ALIKE], apart: [{ ...APART, id: 'v-3' }] });
    expect([...root().querySelectorAll('a bdi')].map((name) => name.textContent)).toEqual([HEBREW, HEBREW]);
  });

  it('are only shown to whoever may not change vendors', async () => {
    await open({ items: [ALIKE], apart: [APART] }, []);
    expect(root().querySelectorAll('button, [matButton]')).toHaveLength(0);
    expect(root().textContent).toContain('said by Dana Whitfield');
  });
});
