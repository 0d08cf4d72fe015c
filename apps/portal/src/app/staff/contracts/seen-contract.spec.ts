import { HttpErrorResponse, provideHttpClient } from '@angular/common/http';
import { provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { of, throwError } from 'rxjs';
import type { ContractView } from './contract-view';
import { SeenContract } from './seen-contract';

const DETAILS = {
  title: 'Master services agreement',
  reference: null,
  owner: { id: 'm', name: 'Paula Buyer', active: true },
  annualValue: { minorUnits: 1_250_000, currency: 'EUR' },
  totalValue: null,
  oneOffValue: null,
  costCentre: null,
  supplierNumber: null,
};

const TERMS: ContractView['terms'] = {
  effectiveOn: '2026-01-01',
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'by-agreement', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 90 },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
};

const SHOWN = {
  id: 'c',
  details: DETAILS,
  signedOn: null,
  terms: TERMS,
  notices: [],
  decisions: [],
  revision: 4,
} as unknown as ContractView;

const NOW = {
  ...DETAILS,
  title: 'Data processing agreement',
  signedOn: '2026-01-05',
  terms: { ...TERMS, agreedTerms: [{ lastDay: '2027-12-31', signedOn: '2026-11-02' }] },
  noticeSentOn: null,
  noticeReceivedOn: null,
  noticeAcceptedOn: null,
  decided: [{ termNumber: 2, decision: 'end' }],
  revision: 6,
};

function anAct() {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const shown = signal(SHOWN);
  const seen = TestBed.runInInjectionContext(() => new SeenContract(shown));
  TestBed.tick();
  const sent: number[] = [];
  const error = { title: 'Conflict', code: 'stale-revision', present: NOW };
  const act = () =>
    seen
      .save((revision) => {
        sent.push(revision);
        return revision === NOW.revision
          ? of({ ...SHOWN, revision: 7 })
          : throwError(() => new HttpErrorResponse({ status: 409, error }));
      })
      .subscribe({ error: () => undefined });
  const readAnew = (view: object) => {
    shown.set({ ...SHOWN, ...view });
    TestBed.tick();
  };
  return { seen, sent, act, readAnew };
}

describe('An act on a contract that somebody else has changed meanwhile', () => {
  it('is told what was changed, each line as it was shown and as it is, and nothing else', () => {
    const { seen, act } = anAct();
    act();
    expect(seen.clashes()).toEqual([
      { field: 'Title', mine: 'Master services agreement', theirs: 'Data processing agreement' },
      { field: 'Signed on', mine: '', theirs: '5 Jan 2026' },
      { field: 'Agreed terms until', mine: '', theirs: '31 Dec 2027' },
      { field: 'Decision on term 2', mine: '', theirs: 'End' },
    ]);
  });

  it('is done to the contract as it is only once whoever typed has said so', () => {
    const { seen, sent, act } = anAct();
    act();
    act();
    seen.keepMine();
    expect(seen.clashes()).toBeNull();
    act();
    expect(sent).toEqual([4, 4, 6]);
  });

  it('goes no further where the present state is wanted', () => {
    const { seen, sent, act } = anAct();
    act();
    seen.takeTheirs();
    expect(seen.clashes()).toBeNull();
    act();
    expect(sent).toEqual([4, 4]);
  });

  it('names what was shown when it was begun, though the page has read the contract anew since', () => {
    const { seen, sent, act, readAnew } = anAct();
    readAnew({ revision: 6, details: { ...DETAILS, title: 'Data processing agreement' } });
    seen
      .save((revision) => {
        sent.push(revision);
        return throwError(
          () =>
            new HttpErrorResponse({
              status: 409,
              error: { title: 'Conflict', code: 'stale-revision', present: NOW },
            }),
        );
      })
      .subscribe({ error: () => undefined });
    expect(seen.clashes()).toContainEqual({
      field: 'Title',
      mine: 'Master services agreement',
      theirs: 'Data processing agreement',
    });
    seen.takeTheirs();
    readAnew({ revision: 6, signedOn: '2026-01-05' });
    act();
    expect(sent).toEqual([4, 6]);
  });

  it('begins anew where its form is opened anew, and goes on from what it has done itself', () => {
    const { seen, sent, act, readAnew } = anAct();
    readAnew({ revision: 5 });
    act();
    seen.begin();
    expect(seen.clashes()).toBeNull();
    act();
    readAnew({ revision: 6 });
    seen.begin();
    act();
    act();
    expect(sent).toEqual([4, 5, 6, 7]);
  });
});
