import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ContractDocument } from '@countersign/api-types';
import { SessionStore } from '../../../session/session-store';
import type { ContractView } from '../contract-view';
import { DocumentList } from './document-list';

const document = (wishes: Partial<ContractDocument> = {}): ContractDocument => ({
  id: 'd-1',
  about: 'notice',
  of: 'n-1',
  name: 'Receipt.pdf',
  size: 12_000,
  unopened: null,
  by: 'Paula Buyer',
  at: '2026-11-20T09:00:00Z',
  withdrawnAt: null,
  withdrawnReason: null,
  withdrawnBy: null,
  ...wishes,
});
const contract = (documents: ContractDocument[], row: object = { voided: null }) =>
  ({ id: 'c-1', documents, row }) as unknown as ContractView;

describe('The documents of a notice', () => {
  let list: ComponentFixture<DocumentList>;
  let api: HttpTestingController;
  let mayWrite: boolean;
  let answered: ContractView[];
  const shown = () => list.nativeElement as HTMLElement;
  const text = () => shown().textContent.replace(/\s+/g, ' ');

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await list.whenStable();
  }

  async function show(documents: ContractDocument[]): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: SessionStore, useValue: { may: () => mayWrite, today: () => '2026-11-22' } },
      ],
    });
    api = TestBed.inject(HttpTestingController);
    list = TestBed.createComponent(DocumentList);
    list.componentRef.setInput('contract', contract(documents));
    list.componentRef.setInput('about', 'notice');
    list.componentRef.setInput('of', 'n-1');
    answered = [];
    list.componentInstance.changed.subscribe((next) => answered.push(next));
    await settle();
  }

  async function choose(name: string): Promise<void> {
    const input = shown().querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('There is nothing to choose a file with.');
    Object.defineProperty(input, 'files', { value: [new File(['RR 123'], name)], configurable: true });
    Object.defineProperty(input, 'value', { value: '', writable: true });
    input.dispatchEvent(new Event('change'));
    await settle();
  }

  beforeEach(() => {
    mayWrite = true;
  });

  it('are those of this notice alone, each opened by its name', async () => {
    await show([document(), document({ id: 'd-2', of: 'n-2', name: 'Other.pdf' })]);
    const links = [...shown().querySelectorAll('a')];
    expect(links.map((link) => [link.textContent.trim(), link.getAttribute('href')])).toEqual([
      ['Receipt.pdf', '/api/contracts/c-1/documents/d-1/file'],
    ]);
    expect(text()).toContain('attached by Paula Buyer');
  });

  it('are attached as they are, under their name', async () => {
    await show([]);
    await choose('Zustellung “RR”.pdf');
    expect(text()).toContain('Uploading Zustellung “RR”.pdf …');
    const asked = api.expectOne('/api/contracts/c-1/documents?about=notice&of=n-1');
    expect(asked.request.headers.get('X-File-Name')).toBe(encodeURIComponent('Zustellung “RR”.pdf'));
    expect(asked.request.body).toBeInstanceOf(File);
    const next = contract([document()]);
    asked.flush(next);
    await settle();
    expect(answered).toEqual([next]);
    expect(text()).not.toContain('Uploading');
  });

  it('say why one was refused, and can be chosen again', async () => {
    await show([]);
    await choose('Receipt.pdf');
    api.expectOne('/api/contracts/c-1/documents?about=notice&of=n-1').flush(
      {
        type: 'urn:countersign:problem:invalid',
        title: 'Please correct this',
        status: 422,
        code: 'invalid',
        detail: 'One field.',
        fields: [{ field: 'file', message: 'This file is empty.' }],
      },
      { status: 422, statusText: 'Unprocessable' },
    );
    await settle();
    expect(shown().querySelector('[role=alert]')?.textContent).toBe('This file is empty.');
    await choose('Receipt.pdf');
    expect(shown().querySelector('[role=alert]')).toBeNull();
    api.expectOne('/api/contracts/c-1/documents?about=notice&of=n-1').flush(contract([document()]));
  });

  it('are neither attached nor withdrawn by whoever only reads', async () => {
    mayWrite = false;
    await show([
      document({ withdrawnAt: '2026-11-21T09:00:00Z', withdrawnReason: 'Of another', withdrawnBy: 'Kim' }),
    ]);
    expect(shown().querySelectorAll('button')).toHaveLength(0);
    expect(text()).toContain('Withdrawn by Kim: Of another');
  });

  it('are only read while the contract is void', async () => {
    await show([document()]);
    list.componentRef.setInput('contract', contract([document()], { voided: { because: 'Recorded twice' } }));
    await settle();
    expect(shown().querySelectorAll('button')).toHaveLength(0);
    expect(text()).toContain('Receipt.pdf');
  });
});
