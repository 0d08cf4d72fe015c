import type { HarnessLoader } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import {
  HttpErrorResponse,
  type HttpEvent,
  type HttpParams,
  HttpResponse,
  provideHttpClient,
  withInterceptors,
} from '@angular/common/http';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatSelectHarness } from '@angular/material/select/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { NEVER, type Observable, of, throwError } from 'rxjs';
import { Column } from './column';
import { List } from './list';
import { ListFilter } from './list-filter';
import { listPage } from './list-page';
import { ListState } from './list-state';

interface Row {
  id: string;
  name: string;
}

@Component({
  imports: [Column, List, ListFilter],
  template: `
    <cs-list
      [of]="page"
      counted="{n, plural, one {# vendor} other {# vendors}}"
      pagesOf="Pages of vendors"
      noMatch="No vendors match"
      showAll="Show all vendors"
    >
      <cs-list-filter csFilters [list]="list" name="tier" label="Tier" [options]="tiers" />
      <ng-template [csColumn]="page" label="Vendor" sort="name" let-row>{{ row.name }}</ng-template>
      <p csEmpty>Add the first vendor.</p>
    </cs-list>
  `,
})
class Vendors {
  readonly list = new ListState({ sort: 'name', direction: 'asc', filters: ['tier'] });
  readonly page = listPage<Row>('/api/vendors', this.list);
  readonly tiers = [
    { value: '1', text: 'Tier 1' },
    { value: '2', text: 'Tier 2' },
  ];
}

function page(names: string[], nextCursor: string | null = null): Observable<HttpEvent<unknown>> {
  const items = names.map((name, index) => ({ id: String(index), name }));
  return of(new HttpResponse({ body: { items, nextCursor, total: names.length } }));
}

describe('A list', () => {
  let harness: RouterTestingHarness;
  let loader: HarnessLoader;
  let asked: HttpParams[];
  let answer: () => Observable<HttpEvent<unknown>>;

  beforeEach(async () => {
    asked = [];
    answer = () => page(['Fernhill']);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([{ path: 'vendors', component: Vendors }]),
        provideHttpClient(
          withInterceptors([
            (request) => {
              asked.push(request.params);
              return answer();
            },
          ]),
        ),
      ],
    });
    harness = await RouterTestingHarness.create();
    loader = TestbedHarnessEnvironment.loader(harness.fixture);
  });

  const url = () => TestBed.inject(Router).url;
  const shown = () => harness.fixture.nativeElement as HTMLElement;
  const button = (text: string | RegExp) => loader.getHarness(MatButtonHarness.with({ text }));
  const open = async (address: string) => {
    await harness.navigateByUrl(address, Vendors);
    await harness.fixture.whenStable();
  };

  it('asks the API for what its address says', async () => {
    await open('/vendors?search=fern&tier=2&direction=desc&strange=1');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.toString()).toBe('sort=name&direction=desc&limit=25&search=fern&tier=2');
  });

  it('puts a sort into its address', async () => {
    await open('/vendors');
    shown().querySelector<HTMLElement>('th button')?.click();
    await harness.fixture.whenStable();
    expect(url()).toBe('/vendors?sort=name&direction=desc');
    expect(asked.at(-1)?.get('direction')).toBe('desc');
    expect(shown().querySelector('th')?.getAttribute('aria-sort')).toBe('descending');
  });

  it('puts a filter into its address and starts again at the first page', async () => {
    await open('/vendors?cursor=abc&page=2');
    const filter = await loader.getHarness(MatSelectHarness);
    await filter.clickOptions({ text: 'Tier 1' });
    expect(url()).toBe('/vendors?tier=1');
    expect(asked.at(-1)?.has('cursor')).toBe(false);
  });

  it('says how many filters are set beside the button that unfolds them', async () => {
    await open('/vendors');
    await (await button('Filters')).click();
    expect(shown().querySelector('.filters')?.classList).toContain('unfolded');
    await open('/vendors?tier=1');
    const set = await (await button('Filters, 1 set')).host();
    expect(await set.getAttribute('aria-expanded')).toBe('true');
    await set.click();
    expect(await set.getAttribute('aria-expanded')).toBe('false');
    expect(shown().querySelector('.filters')?.classList).not.toContain('unfolded');
  });

  it('goes to the next page and back by address', async () => {
    answer = () => page(['Ashdown'], 'after-ashdown');
    await open('/vendors');
    answer = () => page(['Fernhill']);
    await (await button(/Next/)).click();
    expect(url()).toBe('/vendors?cursor=after-ashdown&page=2');
    expect(asked.at(-1)?.get('cursor')).toBe('after-ashdown');
    expect(await (await button(/Next/)).isDisabled()).toBe(true);
    await (await button(/Previous/)).click();
    expect(url()).toBe('/vendors');
  });

  it('keeps its rows in sight while the next ones load', async () => {
    answer = () => page(['Ashdown'], 'after-ashdown');
    await open('/vendors');
    answer = () => NEVER;
    shown().querySelector<HTMLElement>('.pager button:last-child')?.click();
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
    expect(asked).toHaveLength(2);
    expect(shown().textContent).toContain('Ashdown');
    expect(shown().querySelector('[aria-busy=true]')).not.toBeNull();
  });

  it('tells an empty product from a search without a match', async () => {
    answer = () => page([]);
    await open('/vendors');
    expect(shown().textContent).toContain('Add the first vendor.');
    await open('/vendors?search=zzz');
    expect(shown().textContent).toContain('No vendors match');
    await (await button('Show all vendors')).click();
    expect(url()).toBe('/vendors');
  });

  it('says what went wrong and asks again on request', async () => {
    const body = {
      type: 'about:blank',
      title: 'Out of order',
      status: 500,
      code: 'unexpected',
      detail: 'Try again.',
    };
    answer = () => throwError(() => new HttpErrorResponse({ status: 500, error: body }));
    await open('/vendors');
    expect(shown().querySelector('[role=alert]')?.textContent).toContain('Out of order');
    answer = () => page(['Fernhill']);
    await (await button(/Try again/)).click();
    expect(shown().textContent).toContain('Fernhill');
    expect(shown().querySelector('[role=alert]')).toBeNull();
  });
});
