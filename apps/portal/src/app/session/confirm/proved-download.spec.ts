import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Notices } from '../../ui/notices';
import { confirmInterceptor } from './confirm-interceptor';
import { ConfirmItIsYou } from './confirm-it-is-you';
import { ProvedDownload } from './proved-download';

@Component({
  imports: [ProvedDownload],
  template: '<a href="/api/audit/export" download csProvedDownload>Export all as CSV</a>',
})
class Page {}

const ASKED = { code: 'confirm-it-is-you', title: 'Please confirm that it is you', detail: '', status: 403 };

describe('A download that takes data out', () => {
  let http: HttpTestingController;
  let link: HTMLAnchorElement;
  let followed: string[];
  let failures: unknown[];
  let gives: boolean;
  let asked: number;

  beforeEach(() => {
    followed = [];
    failures = [];
    asked = 0;
    gives = true;
    const ask = () => {
      asked += 1;
      return Promise.resolve(gives);
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([confirmInterceptor])),
        provideHttpClientTesting(),
        { provide: ConfirmItIsYou, useValue: { ask } },
        { provide: Notices, useValue: { failed: (error: unknown) => failures.push(error) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    const page = TestBed.createComponent(Page).nativeElement as HTMLElement;
    document.body.append(page);
    const found = page.querySelector('a');
    if (found === null) throw new Error('The page has a link.');
    link = found;
    // What the browser itself would fetch: only clicks that nobody has stopped.
    page.addEventListener('click', (click) => {
      if (!click.defaultPrevented) followed.push(link.href);
      click.preventDefault();
    });
  });

  afterEach(() => http.verify());

  const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
  const answer = (status: number, body: object | null) =>
    http.expectOne('/api/account/confirm').flush(body, { status, statusText: 'x' });

  it('begins at once where the proof is fresh', () => {
    link.click();
    expect(followed).toEqual([]);
    answer(204, null);
    expect(followed).toHaveLength(1);
    expect(asked).toBe(0);
  });

  it('asks first where the proof is old, and downloads once it is given', async () => {
    link.click();
    answer(403, ASKED);
    await settle();
    expect(followed).toEqual([]);
    answer(204, null);
    expect([asked, followed.length]).toEqual([1, 1]);
  });

  it('downloads nothing where no proof is given, and asks anew at the next click', async () => {
    gives = false;
    link.click();
    answer(403, ASKED);
    await settle();
    expect([followed, failures]).toEqual([[], []]);
    link.click();
    answer(204, null);
    expect(followed).toHaveLength(1);
  });

  it('says why when it could not ask', async () => {
    link.click();
    answer(500, { code: 'internal', title: 'Something went wrong', detail: 'Try again.', status: 500 });
    await settle();
    expect([followed.length, failures.length]).toEqual([0, 1]);
  });
});
