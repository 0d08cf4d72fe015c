import { provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
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
});
