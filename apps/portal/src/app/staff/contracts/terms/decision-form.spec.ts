import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ContractTerms } from '@countersign/domain';
import type { ContractView } from '../contract-view';
import { DecisionForm } from './decision-form';

type Decision = ContractView['decisions'][number];

const renewed = (termNumber: number, revision: number): Decision =>
  ({
    termNumber,
    revision,
    decision: 'renew',
    reason: 'It serves us well',
    withdrawnAt: null,
  }) as unknown as Decision;

const TERMS = { renewal: { kind: 'automatic', months: 12 } } as unknown as ContractTerms;

describe('The decision on a term', () => {
  let form: ComponentFixture<DecisionForm>;
  const root = () => form.nativeElement as HTMLElement;
  const reason = () => root().querySelector('textarea') as HTMLTextAreaElement;
  const asked = (name: string, value: unknown) => {
    form.componentRef.setInput(name, value);
  };

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await form.whenStable();
  }

  async function press(text: string): Promise<void> {
    [...root().querySelectorAll('button')].find((each) => each.textContent.includes(text))?.click();
    await settle();
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    form = TestBed.createComponent(DecisionForm);
    asked('contractId', 'c-1');
    asked('term', 3);
    asked('lastDay', '2026-12-31');
    asked('ending', 'ends');
    asked('terms', TERMS);
    asked('decisions', []);
    await settle();
    reason().value = 'Half a rea';
    reason().dispatchEvent(new Event('input'));
    await settle();
  });

  it('keeps what is typed while another act on the page reads the contract anew', async () => {
    asked('decisions', []);
    asked('terms', { ...TERMS });
    await settle();
    expect(reason().value).toBe('Half a rea');
    expect(root().querySelector('[role=alert]')).toBeNull();
  });

  it('keeps it as well where another term was decided meanwhile', async () => {
    asked('decisions', [renewed(2, 1)]);
    await settle();
    expect(reason().value).toBe('Half a rea');
    expect(root().querySelector('[role=alert]')).toBeNull();
  });

  it('shows both where its own term was decided meanwhile, and keeps what is typed', async () => {
    asked('decisions', [renewed(3, 1)]);
    await settle();
    expect(root().querySelector('[role=alert]')?.textContent).toContain('It serves us well');
    expect(reason().value).toBe('Half a rea');
    await press('Take what is stored');
    expect(reason().value).toBe('It serves us well');
  });

  it('starts empty about another term, and keeps what was typed about the former one in reach', async () => {
    asked('decisions', [renewed(3, 1)]);
    asked('term', 4);
    await settle();
    expect(reason().value).toBe('');
    expect(root().textContent).toContain('What you typed was about term 3');
    expect(root().textContent).toContain('Half a rea');
    await press('Put it into this form');
    expect(reason().value).toBe('Half a rea');
    expect(root().textContent).not.toContain('What you typed was about');
  });

  it('names the last day that was shown, and says so where it is another by now', async () => {
    root().querySelectorAll<HTMLInputElement>('input[type=radio]')[0]?.click();
    await settle();
    asked('lastDay', '2027-03-31');
    await settle();
    await press('Record the decision');
    const http = TestBed.inject(HttpTestingController);
    const url = '/api/contracts/c-1/terms/3/decision';
    const first = http.expectOne(url);
    expect(first.request.body).toMatchObject({ revision: 0, lastDay: '2026-12-31' });
    const present = { revision: 0, decision: null, reason: null, by: null, lastDay: '2027-03-31' };
    first.flush(
      { title: 'Conflict', code: 'stale-revision', present },
      { status: 409, statusText: 'Conflict' },
    );
    await settle();
    const clash = root().querySelector('[role=alert]')?.textContent ?? '';
    expect(clash).toContain('31 Dec 2026');
    expect(clash).toContain('31 Mar 2027');
    await press('Keep mine');
    await press('Record the decision');
    expect(http.expectOne(url).request.body).toMatchObject({ lastDay: '2027-03-31', reason: 'Half a rea' });
  });
});
