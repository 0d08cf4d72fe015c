import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ClauseState } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import { MarkClauseForm } from './mark-clause-form';

const MARKED = {
  clause: 'CL-06',
  title: 'Confidentiality of personnel',
  status: 'present',
  quote: 'Everybody signs.',
  page: 4,
  exceptionUntil: null,
  exceptionReason: null,
  byLaw: false,
  revision: 2,
} as unknown as ClauseState;

describe('The mark of a clause', () => {
  let form: ComponentFixture<MarkClauseForm>;
  const root = () => form.nativeElement as HTMLElement;
  const quote = () => root().querySelector('textarea') as HTMLTextAreaElement;

  async function read(clause: ClauseState): Promise<void> {
    form.componentRef.setInput('clause', clause);
    await new Promise((resolve) => setTimeout(resolve));
    await form.whenStable();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => true, today: () => '2026-11-27' } },
      ],
    });
    form = TestBed.createComponent(MarkClauseForm);
    form.componentRef.setInput('contractId', 'c-1');
    await read(MARKED);
    quote().value = 'Everybody who';
    quote().dispatchEvent(new Event('input'));
  });

  it('keeps what is typed while another act on the page reads the contract anew', async () => {
    await read({ ...MARKED });
    expect(quote().value).toBe('Everybody who');
    expect(root().querySelector('[role=alert]')).toBeNull();
  });

  it('shows both where this clause was marked by somebody else meanwhile, and keeps what is typed', async () => {
    await read({ ...MARKED, quote: 'All personnel sign.', page: 7, revision: 3 });
    const alert = root().querySelector('[role=alert]');
    expect(alert?.textContent).toContain('All personnel sign.');
    expect(alert?.textContent).toContain('Everybody who');
    expect(quote().value).toBe('Everybody who');
    expect(root().querySelector<HTMLInputElement>('.page input')?.value).toBe('7');
  });
});
