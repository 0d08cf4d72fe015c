import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { RetentionRule } from '@countersign/api-types';
import { RetentionClassCard } from './retention-class-card';

const MAIL: RetentionRule = {
  class: 'mail',
  title: 'Mail',
  months: 24,
  minimumMonths: 6,
  defaultMonths: 24,
  reason: 'A reason.',
  keptFrom: 'when it was sent',
  disposed: 'its text',
  nextDisposal: { rows: 0 },
  revision: 0,
};

describe('The period of a class of data', () => {
  it('is shown beside what another has set meanwhile, and is saved over it on request alone', async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    const api = TestBed.inject(HttpTestingController);
    const card = TestBed.createComponent(RetentionClassCard);
    card.componentRef.setInput('kept', MAIL);
    card.componentRef.setInput('mayChange', true);
    const shown = card.nativeElement as HTMLElement;
    const settle = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await card.whenStable();
    };
    const press = async (text: string) => {
      [...shown.querySelectorAll('button')].find((each) => each.textContent.includes(text))?.click();
      await settle();
    };
    await settle();
    await press('Change the period');
    const box = shown.querySelector('input');
    if (box === null) throw new Error('There is no field for the months.');
    box.value = '36';
    box.dispatchEvent(new Event('input'));
    await press('Save the period');
    const first = api.expectOne('/api/retention/mail');
    expect(first.request.body).toEqual({ months: 36, revision: 0 });
    const present = { ...MAIL, months: 30, revision: 1 };
    first.flush(
      { title: 'Conflict', code: 'stale-revision', present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    const clash = shown.querySelector('cs-clash-note')?.textContent;
    expect(clash).toMatch(/Months kept[^]*Yours[^]*3 years[^]*Stored[^]*2 years and 6 months/);

    card.componentRef.setInput('kept', present);
    await settle();
    expect(box.value).toBe('36');
    await press('Keep mine, then save');
    await press('Save the period');
    expect(api.expectOne('/api/retention/mail').request.body).toEqual({ months: 36, revision: 1 });
  });
});
