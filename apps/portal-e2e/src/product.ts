import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, type APIResponse, type Page } from '@playwright/test';
import {
  disputedQuestions,
  type AnswerValue,
  type IntakeFacts,
  type RespondentQuestion,
  type RespondentQuestionnaire,
  type Settlement,
} from '@countersign/domain';
import { codeFor, linkIn, mailTo } from './inbox';
import { bestAnswer, type Respondent } from './model-answers';

const root = path.resolve(__dirname, '../../..');

/** As `npm run demo:tomorrow -- N` does. */
export async function moveClock(days: number): Promise<void> {
  await promisify(execFile)(process.execPath, [path.join(root, 'tools/demo-tomorrow.mjs'), String(days)]);
}

/** What a page of ours may do, without the page: for what other tests walk through on the screen. */
async function send(page: Page, method: 'POST' | 'PUT', url: string, data: unknown): Promise<APIResponse> {
  const headers = { 'sec-fetch-site': 'same-origin' };
  return page.request.fetch(url, { method, data, headers });
}

async function created(page: Page, url: string, data: unknown): Promise<{ id: string }> {
  const response = await send(page, 'POST', url, data);
  expect(response.status(), await response.text()).toBeLessThan(300);
  return (await response.json()) as { id: string };
}

export interface Session {
  readonly today: string;
}

export async function today(page: Page): Promise<string> {
  const response = await page.request.get('/api/session');
  return ((await response.json()) as Session).today;
}

export interface AskedVendor {
  readonly vendor: string;
  readonly contact: { readonly name: string; readonly email: string; readonly title: string };
  readonly service: string;
  readonly dueOn: string;
  /** What differs from the usual service. */
  readonly intake?: Partial<typeof intake>;
}

const intake = {
  dataElements: ['ssn', 'fin'],
  peopleAffected: 'r3',
  residentsMassachusetts: 'r3',
  criticality: 4,
  access: 'store',
  replaceability: 4,
  media: ['electronic'],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: true,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: ['saas'],
  reports: [],
};

/** A vendor with one engagement whose contact has been sent the questionnaire. */
export async function askVendor(page: Page, asked: AskedVendor): Promise<{ assessmentId: string }> {
  const { vendor: name, contact, service, dueOn, intake: differs } = asked;
  const added = await created(page, '/api/vendors', {
    name,
    website: null,
    country: 'US',
    notes: null,
    contact,
  });
  const vendor = (await (await page.request.get(`/api/vendors/${added.id}`)).json()) as {
    contacts: { id: string }[];
  };
  const engagement = await created(page, `/api/vendors/${added.id}/engagements`, {
    name: service,
    description: null,
    ownerId: null,
    intake: { ...intake, ...differs },
  });
  const assessment = await created(page, `/api/engagements/${engagement.id}/assessments`, {
    questionnaireVersionId: null,
    contactId: vendor.contacts[0]?.id,
    dueOn,
    message: null,
  });
  return { assessmentId: assessment.id };
}

/** The contact answers whatever is missing until the questionnaire can be submitted, and submits it. */
export async function answerByRequest(
  page: Page,
  email: string,
  by: Omit<Respondent, 'today'>,
): Promise<void> {
  const link = linkIn(await mailTo(email, /asks .* to answer/));
  const token = new URLSearchParams(new URL(link).hash.slice(1)).get('t');
  const code = await codeFor(link, async () => {
    const seen = await (await send(page, 'POST', '/api/respond/link', { token })).json();
    const { codeNeeded } = seen as { codeNeeded: boolean };
    if (codeNeeded) await send(page, 'POST', '/api/respond/code', { token });
    return codeNeeded;
  });
  const opened = await send(page, 'POST', '/api/respond/exchange', { token, code });
  const { assessmentId } = (await opened.json()) as { assessmentId: string };
  await answerMissing(page, assessmentId, ({ question, form }) =>
    bestAnswer(question, { ...by, today: form.today }),
  );
}

/** The contact, whose page this is, says “not applicable” to whatever only a disputed statement shows, and submits. */
export async function denyByRequest(
  page: Page,
  assessmentId: string,
  by: Omit<Respondent, 'today'>,
): Promise<void> {
  await answerMissing(page, assessmentId, ({ question, form }) => {
    const given = Object.entries(form.answers).map(([id, { value }]) => [id, value]);
    const disputed = disputedQuestions(form.questionnaire, { ...form, answers: Object.fromEntries(given) });
    return disputed.has(question.id)
      ? { answer: 'na', followUps: {}, naReason: null }
      : bestAnswer(question, { ...by, today: form.today });
  });
}

interface Form {
  readonly questionnaire: RespondentQuestionnaire;
  readonly today: string;
  readonly facts: IntakeFacts;
  readonly settlements: readonly Settlement[];
  readonly answers: Readonly<Record<string, { readonly value: AnswerValue; readonly revision: number }>>;
}

async function answerMissing(
  page: Page,
  assessmentId: string,
  valueOf: (asked: { readonly question: RespondentQuestion; readonly form: Form }) => AnswerValue,
): Promise<void> {
  const base = `/api/respond/assessments/${assessmentId}`;
  for (;;) {
    const form = (await (await page.request.get(base)).json()) as Form;
    const shown = Object.fromEntries(
      Object.entries(form.answers).map(([question, { revision }]) => [question, revision]),
    );
    const submitted = await send(page, 'POST', `${base}/submit`, { shown });
    if (submitted.ok()) return;
    const { missing } = (await submitted.json()) as { missing?: { question: string }[] };
    expect(missing, await submitted.text()).toBeDefined();
    for (const { question: id } of missing ?? []) {
      const question = form.questionnaire.questions.find((candidate) => candidate.id === id);
      if (question === undefined) throw new Error(`${id} is missing and not in the questionnaire.`);
      const saved = await send(page, 'PUT', `${base}/answers/${id}`, {
        value: valueOf({ question, form }),
        base: shown[id] ?? 0,
      });
      expect(saved.ok(), `${id}: ${await saved.text()}`).toBe(true);
    }
  }
}
