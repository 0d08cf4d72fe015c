import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../session/session-store';
import { CorrectForm } from './assessments/closing/correct-form';
import { EditDetailsPage } from './contracts/change/edit-details';
import { MarkClauseForm } from './contracts/clauses/mark-clause-form';
import { ChangeIntakePage } from './engagements/change-intake';
import { EditEngagementPage } from './engagements/edit-engagement';
import { EndEngagementPage } from './engagements/end-engagement';
import { UseForm } from './engagements/tabs/use-form';
import { MemberPage } from './settings/members/member-page';
import { ContactEditor } from './vendors/contact-editor';
import { EditVendorPage } from './vendors/edit-vendor';

// whole pages are drawn
jest.setTimeout(60_000);

/** A form in which something is typed while another tab has saved something else. */
interface Edit {
  readonly file: string;
  readonly form: Type<unknown>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What the page reads, by address. */
  readonly reads?: Readonly<Record<string, object>>;
  /** Beside the field that clashes. */
  readonly also?: Readonly<Record<string, string>>;
  readonly field: string;
  readonly mine: string;
  readonly theirs: string;
  readonly save: string;
  readonly url: string;
  /** As the API shows it by now. */
  readonly present: object;
  /** Where the value stands in what is sent. */
  readonly sent: string;
}

const DETAILS = {
  title: 'Agreement',
  reference: null,
  owner: null,
  annualValue: null,
  totalValue: null,
  oneOffValue: null,
  costCentre: null,
  supplierNumber: null,
};
const INTAKE = {
  dataElements: ['ssn'],
  peopleAffected: 'r3',
  residentsMassachusetts: null,
  criticality: 3,
  access: 'view',
  replaceability: 3,
  media: ['electronic'],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: false,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: ['saas'],
  reports: [],
};
const ENGAGEMENT = {
  id: 'e-1',
  name: 'Payroll',
  vendorName: 'Harbor',
  description: 'Old',
  owner: null,
  end: null,
  notNeeded: null,
  detailsRevision: 3,
  revision: 3,
  state: 'open',
  intake: INTAKE,
  assessments: [],
  contracts: [],
  use: { state: 'in-use', since: '2026-01-01', revision: 3 },
  standing: { openFindings: 0 },
};
const FIELDS = { name: 'Payroll', description: 'Theirs', ownerId: null, end: null, notNeeded: null };
const CONTACT = { id: 'c-1', name: 'Vera', email: 'vera@harbor.example', title: null, active: true };
const VENDOR = { id: 'v-1', name: 'Harbor', website: null, country: null, notes: 'Old', state: 'active' };
const USE = {
  state: 'ended',
  since: '2026-01-01',
  endedOn: '2026-10-01',
  dataReturnedBy: 'returned',
  dataReturnedOn: '2026-10-02',
  dataReturnProof: 'Old',
};
const CLAUSE = {
  clause: 'CL-02',
  title: 'Notice of incidents',
  byLaw: false,
  status: 'present',
  quote: 'Old',
  page: null,
  exceptionUntil: null,
  exceptionReason: null,
};
const MEMBER = {
  id: 'm-1',
  name: 'Old',
  email: 'old@buyer.example',
  roles: ['procurement'],
  leadId: null,
  leadName: null,
  active: true,
  secondFactor: 'none',
  lastSeenAt: null,
  createdAt: '2026-01-01T09:00:00Z',
};

const EDITS: readonly Edit[] = [
  {
    file: 'vendors/edit-vendor.ts',
    form: EditVendorPage,
    inputs: { id: 'v-1' },
    reads: { '/api/vendors/v-1': { ...VENDOR, revision: 3 } },
    field: 'Notes',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save the vendor',
    url: '/api/vendors/v-1',
    present: { ...VENDOR, notes: 'Theirs', revision: 4 },
    sent: 'notes',
  },
  {
    file: 'vendors/contact-editor.ts',
    form: ContactEditor,
    inputs: { vendorId: 'v-1', contact: { ...CONTACT, revision: 3 } },
    field: 'Name',
    mine: 'Vera Mine',
    theirs: 'Vera Theirs',
    save: 'Save the contact',
    url: '/api/vendors/v-1/contacts/c-1',
    present: { ...CONTACT, name: 'Vera Theirs', revision: 4 },
    sent: 'name',
  },
  {
    file: 'engagements/edit-engagement.ts',
    form: EditEngagementPage,
    inputs: { id: 'e-1' },
    reads: { '/api/engagements/e-1': ENGAGEMENT, '/api/members': { items: [] } },
    field: 'Description',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save the engagement',
    url: '/api/engagements/e-1',
    present: { ...FIELDS, revision: 4 },
    sent: 'description',
  },
  {
    file: 'engagements/end-engagement.ts',
    form: EndEngagementPage,
    inputs: { id: 'e-1' },
    reads: { '/api/engagements/e-1': ENGAGEMENT },
    also: { 'Last day': '2026-11-28' },
    field: 'Reason',
    mine: 'It is over',
    theirs: 'Sold',
    save: 'End the engagement',
    url: '/api/engagements/e-1/end',
    present: {
      ...FIELDS,
      end: { lastDay: '2026-11-28', planned: true, reason: 'Sold', assessments: 'cancel' },
      revision: 4,
    },
    sent: 'reason',
  },
  {
    file: 'engagements/tabs/use-form.ts',
    form: UseForm,
    inputs: { engagement: { ...ENGAGEMENT, use: { ...USE, revision: 3 } } },
    field: 'Proof',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save the use',
    url: '/api/engagements/e-1/use',
    present: { ...USE, dataReturnProof: 'Theirs', revision: 4 },
    sent: 'dataReturnProof',
  },
  {
    file: 'contracts/change/edit-details.ts',
    form: EditDetailsPage,
    inputs: { id: 'k-1' },
    reads: {
      '/api/contracts/k-1': { id: 'k-1', revision: 3, details: DETAILS, row: { title: 'Agreement' } },
      '/api/members': { items: [] },
    },
    also: { Reason: 'Misread' },
    field: 'Title',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save the contract',
    url: '/api/contracts/k-1',
    present: { ...DETAILS, title: 'Theirs', revision: 4 },
    sent: 'title',
  },
  {
    file: 'contracts/clauses/mark-clause-form.ts',
    form: MarkClauseForm,
    inputs: { contractId: 'k-1', clause: { ...CLAUSE, revision: 3 } },
    field: 'Quote from the contract',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Mark the clause',
    url: '/api/contracts/k-1/clauses/CL-02',
    present: { ...CLAUSE, quote: 'Theirs', revision: 4 },
    sent: 'quote',
  },
  {
    file: 'assessments/closing/correct-form.ts',
    form: CorrectForm,
    inputs: {
      assessment: {
        id: 'a-1',
        contact: CONTACT,
        message: 'Old',
        revision: 3,
        row: { vendorId: 'v-1', dueOn: '2026-12-20' },
      },
    },
    reads: { '/api/vendors/v-1': { contacts: [CONTACT] } },
    also: { Reason: 'A slip' },
    field: 'Message to the contact',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save the correction',
    url: '/api/assessments/a-1',
    present: {
      dueOn: '2026-12-20',
      contactId: 'c-1',
      contactName: 'Vera',
      message: 'Theirs',
      revision: 4,
    },
    sent: 'message',
  },
  {
    file: 'settings/members/member-page.ts',
    form: MemberPage,
    inputs: { id: 'm-1' },
    reads: {
      '/api/members/overview': { members: [{ ...MEMBER, revision: 3 }], invitations: [] },
      '/api/members': { items: [] },
      '/api/members/m-1/work': { engagements: 0, contracts: 0, reviews: 0, led: 0 },
    },
    field: 'Name',
    mine: 'Mine',
    theirs: 'Theirs',
    save: 'Save',
    url: '/api/members/m-1',
    present: { ...MEMBER, name: 'Theirs', revision: 4 },
    sent: 'name',
  },
];

/** Those that have no field to type in, or a spec of their own that walks the same: named by it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'assessments/answers/review-controls.ts': 'assessments/answers/review-controls.spec.ts',
  'assessments/closing/close-form.ts': 'assessments/closing/second-of-two.spec.ts',
  'assessments/closing/message-form.ts': 'assessments/closing/second-of-two.spec.ts',
  'assessments/public-answers/public-answer-form.ts': 'assessments/public-answers/public-answers.spec.ts',
  'contracts/change/correct-terms.ts': 'contracts/change/correct-terms.spec.ts',
  'contracts/terms/decision-form.ts': 'contracts/terms/decision-form.spec.ts',
  'notes/note-editor.ts': 'notes/notes-panel.spec.ts',
  'settings/limits/limits-page.ts': 'settings/limits/limits-page.spec.ts',
  'settings/organisation/organisation-page.ts': 'settings/organisation/organisation-page.spec.ts',
  'settings/retention/retention-class-card.ts': 'settings/retention/retention-class-card.spec.ts',
  'settings/sign-in-provider/provider-page.ts': 'settings/sign-in-provider/provider-page.spec.ts',
};

/** The shipped one, in which everything is called by its id. */
function namedCatalogue(): object {
  const path = join(__dirname, '../../../../../libs/content/src/data/facts.json');
  const { facts } = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly facts: Readonly<Record<string, { readonly values?: object }>>;
  };
  const named = Object.entries(facts).map(([fact, { values = {}, ...definition }]) => {
    const options = Object.entries(values).map(([value, option]: [string, unknown]) => [
      value,
      { ...(option as object | null), label: value },
    ]);
    return [fact, { ...definition, label: fact, values: Object.fromEntries(options) as object }];
  });
  return { facts: Object.fromEntries(named) as object };
}

async function opened({ form, inputs, reads = {} }: Pick<Edit, 'form' | 'inputs' | 'reads'>) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      {
        provide: SessionStore,
        useValue: { may: () => true, today: signal('2026-11-28'), member: signal(null) },
      },
    ],
  });
  const api = TestBed.inject(HttpTestingController);
  const page = TestBed.createComponent(form);
  for (const [name, value] of Object.entries(inputs)) page.componentRef.setInput(name, value);
  const shown = page.nativeElement as HTMLElement;
  const settle = async () => {
    for (let turn = 0; turn < 4; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      for (const one of api.match(({ method }) => method === 'GET'))
        one.flush(reads[one.request.url] ?? { items: [] });
      page.detectChanges();
    }
  };
  await settle();
  const field = (label: string) => {
    const found = [...shown.querySelectorAll('mat-form-field')].find(
      (one) => one.querySelector('mat-label')?.textContent.trim() === label,
    );
    const control = found?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    if (control == null) throw new Error(`There is no field ${label} in: ${shown.textContent}`);
    return control;
  };
  return {
    api,
    shown,
    settle,
    field,
    type: async (label: string, words: string) => {
      const control = field(label);
      control.value = words;
      control.dispatchEvent(new Event('input'));
      control.dispatchEvent(new Event('blur'));
      await settle();
    },
    press: async (label: string) => {
      const found = [...shown.querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === label,
      );
      if (found === undefined) throw new Error(`There is no button ${label} in: ${shown.textContent}`);
      found.click();
      await settle();
    },
    alert: () => shown.querySelector('cs-clash-note [role=alert]')?.textContent ?? '',
  };
}

/** Of what is sent, once: refused since another tab was faster. */
async function refuse(
  { api, settle }: Awaited<ReturnType<typeof opened>>,
  url: string,
  present: object,
): Promise<Record<string, unknown>> {
  const sent = api.expectOne(({ method, url: to }) => method !== 'GET' && to === url);
  const body = sent.request.body as Record<string, unknown>;
  const problem = { title: 'Conflict', status: 409, code: 'stale-revision', detail: 'x', present };
  sent.flush(problem, { status: 409, statusText: 'Conflict' });
  await settle();
  return body;
}

describe('A form in which another tab was faster', () => {
  it.each(EDITS)(
    '$file shows both values, loses neither, and sends what is chosen on the revision that was shown',
    async (edit) => {
      const at = await opened(edit);
      for (const [label, words] of Object.entries(edit.also ?? {})) await at.type(label, words);
      await at.type(edit.field, edit.mine);
      await at.press(edit.save);
      expect(await refuse(at, edit.url, edit.present)).toMatchObject({
        revision: 3,
        [edit.sent]: edit.mine,
      });
      expect(at.alert()).toContain(edit.mine);
      expect(at.alert()).toContain(edit.theirs);
      expect(at.field(edit.field).value).toBe(edit.mine);
      for (const [label, words] of Object.entries(edit.also ?? {})) expect(at.field(label).value).toBe(words);
      await at.press('Keep mine, then save');
      expect(at.alert()).toBe('');
      await at.press(edit.save);
      const again = at.api.expectOne(({ method, url }) => method !== 'GET' && url === edit.url);
      expect(again.request.body).toMatchObject({ revision: 4, [edit.sent]: edit.mine });
    },
  );

  it.each(EDITS)('$file takes what is stored where that is chosen', async (edit) => {
    const at = await opened(edit);
    for (const [label, words] of Object.entries(edit.also ?? {})) await at.type(label, words);
    await at.type(edit.field, edit.mine);
    await at.press(edit.save);
    await refuse(at, edit.url, edit.present);
    await at.press('Take what is stored');
    expect(at.field(edit.field).value).toBe(edit.theirs);
    expect(at.alert()).toBe('');
  });

  it('is the intake as well, whose choices are compared by their words', async () => {
    const at = await opened({
      form: ChangeIntakePage,
      inputs: { id: 'e-1' },
      reads: {
        '/api/engagements/e-1': ENGAGEMENT,
        '/api/catalogue': { facts: namedCatalogue(), library: { clauses: [] }, steps: {} },
      },
    });
    const wireless = (value: string) => {
      const group = at.shown.querySelector('[aria-labelledby="wireless-label"]');
      const found = group?.querySelector<HTMLInputElement>(`input[value=${value}]`);
      if (found == null) throw new Error('The intake does not ask for wireless networks.');
      return found;
    };
    wireless('yes').click();
    await at.settle();
    await at.press('Save the intake');
    const present = { intake: { ...INTAKE, wireless: 'unknown', criticality: 5 }, revision: 4 };
    const url = '/api/engagements/e-1/intake';
    expect(await refuse(at, url, present)).toMatchObject({ revision: 3, intake: { wireless: true } });
    expect(at.alert()).toMatch(/wireless.*Yes.*Not known/s);
    expect(at.alert()).not.toContain('criticality');
    expect(wireless('yes').checked).toBe(true);
    await at.press('Keep mine, then save');
    await at.press('Save the intake');
    const again = at.api.expectOne(({ method, url: to }) => method !== 'GET' && to === url);
    expect(again.request.body).toMatchObject({ revision: 4, intake: { wireless: true, criticality: 5 } });
  });

  it('stands here, or has a spec of its own, wherever the kit is used', () => {
    const files = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
      );
    const using = files(__dirname)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .filter((file) => readFileSync(file, 'utf8').includes('new Revised<'))
      .map((file) => relative(__dirname, file));
    const walked = [...EDITS.map(({ file }) => file), 'engagements/change-intake.ts'];
    expect([...walked, ...Object.keys(ELSEWHERE)].sort()).toEqual(using.sort());
    for (const spec of Object.values(ELSEWHERE))
      expect(readFileSync(join(__dirname, spec), 'utf8')).toContain('stale-revision');
  });
});
