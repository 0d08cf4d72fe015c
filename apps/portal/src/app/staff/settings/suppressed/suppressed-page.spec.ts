import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { SuppressedAddress } from '@countersign/api-types';
import { SuppressedPage } from './suppressed-page';

const DANA: SuppressedAddress = {
  id: '01999999-9999-7999-8999-999999999999',
  address: 'dana@harbor-payroll.example',
  whose: 'Dana Reyes, Harbor Payroll',
  reason: '550 5.1.1 No such user',
  since: '2026-05-01T10:00:00.000Z',
};

describe('The page of suppressed addresses', () => {
  let page: ComponentFixture<SuppressedPage>;
  let api: HttpTestingController;
  const shown = () => page.nativeElement as HTMLElement;
  const button = (text: string) =>
    [...shown().querySelectorAll('button')].find((each) => each.textContent.includes(text));

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await page.whenStable();
  }

  async function answer(items: readonly SuppressedAddress[], total = items.length): Promise<void> {
    api.expectOne('/api/mail/suppressed-addresses').flush({ items, total });
    await settle();
  }

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(HttpTestingController);
    page = TestBed.createComponent(SuppressedPage);
    page.detectChanges();
  });

  it('says whose each is, what the server said, and how many are not listed', async () => {
    await answer([DANA], 3);
    expect(shown().textContent).toContain('Dana Reyes, Harbor Payroll');
    expect(shown().textContent).toContain('550 5.1.1 No such user');
    expect(shown().textContent).toContain('the latest 1 of 3');
  });

  it('frees one with a reason alone, and reads the list again', async () => {
    await answer([DANA]);
    button('Free this address')?.click();
    await settle();
    button('Free this address')?.click();
    await settle();
    expect(shown().textContent).toContain('Say why mail may go to this address again.');
    const box = shown().querySelector('textarea');
    if (box) {
      box.value = ' It exists again. ';
      box.dispatchEvent(new Event('input'));
    }
    await settle();
    button('Free this address')?.click();
    await settle();
    const { request } = api.expectOne(`/api/mail/suppressed-addresses/${DANA.id}/free`);
    expect(request.body).toEqual({ reason: 'It exists again.' });
  });

  it('says so where no address is suppressed', async () => {
    await answer([]);
    expect(shown().textContent).toContain('No address is suppressed.');
  });
});
