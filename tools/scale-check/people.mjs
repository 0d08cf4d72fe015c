// Who works with the installation: procurement that brings vendors in, and vendors' respondents who come by the mailed link.
import crypto from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../node/problem.mjs';
import { Browser } from './browser.mjs';

const PASSWORD = 'harbour-lantern-orchard-59';
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
const TERMS = {
  effectiveOn: '2026-01-01',
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 60 },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
  agreedRenewals: 0,
};
/** The shipped questionnaire's question that is answered by a text. */
export const QUESTION = 'MA-01';
/** Below what an organisation allows for one assessment. */
const MOST_FILES = 150;
const DUE = '2099-12-31';

/** Waits for the mail with the link; it leaves by the worker like any other. */
const linkMailedTo = (sink, address) => mailed(() => sink.tokenFor(address), address);

async function mailed(look, address) {
  for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
    const found = look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Problem(`No mail came to ${address} within a minute.`);
  }
}

async function accept(browser, token, name) {
  const { status, body } = await browser.post('/api/invitation/accept', { token, name, password: PASSWORD });
  if (status !== 200) throw new Problem(`${name} could not come in: ${status} ${JSON.stringify(body)}`);
}

/** The first administrator, by the link that the operator was given, and a colleague whom the mail invites. */
export async function staffOf({ organisation, link, sink, port, journal }) {
  const administrator = new Browser({ port, journal });
  await accept(administrator, new URL(link).hash.slice('#t='.length), 'Ada Administrator');
  const email = `petra@${organisation}.example`;
  const invited = { name: 'Petra Procurement', email, roles: ['procurement', 'reviewer'], leadId: null };
  const { status, body } = await administrator.post('/api/members/invitations', invited);
  if (status !== 201) throw new Problem(`Petra could not be invited: ${status} ${JSON.stringify(body)}`);
  const petra = new Browser({ port, journal });
  await accept(petra, await linkMailedTo(sink, email), 'Petra Procurement');
  return new Procurement({ browser: petra, organisation, journal });
}

/** Brings in vendors, each with a service, a contract and a questionnaire, which is mailed. */
export class Procurement {
  #made = 0;
  /** What nobody has opened yet. @type {{ address: string, assessmentId: string, organisation: string }[]} */
  sent = [];

  constructor({ browser, organisation, journal }) {
    this.browser = browser;
    this.organisation = organisation;
    this.journal = journal;
  }

  /** Gives up at the first step that was not acknowledged, as a person would who sees a page that failed. */
  async bringIn() {
    const number = ++this.#made;
    const address = `vera-${number}@${this.organisation}-vendor.example`;
    const vendor = await this.#record('vendor', '/api/vendors', {
      name: `Vendor ${number} of ${this.organisation}`,
      contact: { name: `Vera Vendor ${number}`, email: address, title: null },
    });
    if (vendor === null) return;
    const service = { name: `Service ${number}`, ownerId: null, intake: INTAKE };
    const engagement = await this.#record('engagement', `/api/vendors/${vendor.id}/engagements`, service);
    if (engagement === null) return;
    await this.#record('contract', '/api/contracts', {
      vendorId: vendor.id,
      engagementIds: [engagement.id],
      title: `Agreement ${number}`,
      ownerId: null,
      terms: TERMS,
    });
    await this.#send({ engagement, contactId: vendor.contacts[0].id, address });
  }

  async look() {
    await this.browser.get('/api/vendors');
    await this.browser.get('/api/dashboard');
  }

  async #send({ engagement, contactId, address }) {
    const wanted = { questionnaireVersionId: null, contactId, dueOn: DUE, message: null };
    const path = `/api/engagements/${engagement.id}/assessments`;
    const { status, body } = await this.browser.post(path, wanted);
    if (status !== 201) return;
    this.#note(`assessment:${body.id}`, engagement.id);
    this.journal.owedMail.add(address);
    this.sent.push({ address, assessmentId: body.id, organisation: this.organisation });
  }

  async #record(kind, path, wanted) {
    const { status, body } = await this.browser.post(path, wanted);
    if (status !== 201) return null;
    this.#note(`${kind}:${body.id}`, wanted.name ?? wanted.title);
    return body;
  }

  #note(key, value) {
    this.journal.acknowledge({ key, value, organisation: this.organisation });
  }
}

/** Fills in one questionnaire: numbered texts, one after the other, and files. */
export class Respondent {
  #base = 0;
  #count = 0;
  #files = 0;
  #doubtful = new Set();

  constructor({ browser, sent, journal, random }) {
    this.browser = browser;
    this.assessmentId = sent.assessmentId;
    this.organisation = sent.organisation;
    this.journal = journal;
    this.random = random;
  }

  /** Opens the link of the mail; null where that was not answered. */
  static async arrive({ sent, sink, port, journal, random }) {
    const browser = new Browser({ port, journal });
    const token = await linkMailedTo(sink, sent.address);
    let { status } = await browser.post('/api/respond/exchange', { token });
    if (status === 403) {
      if ((await browser.post('/api/respond/code', { token })).status !== 202) return null;
      const code = await mailed(() => sink.codeFor(sent.address), sent.address);
      ({ status } = await browser.post('/api/respond/exchange', { token, code }));
    }
    if (status !== 200) return null;
    return new Respondent({ browser, sent, journal, random });
  }

  get path() {
    return `/api/respond/assessments/${this.assessmentId}`;
  }

  /** Of its answers in the journal; the revision follows. */
  get key() {
    return `answer:${this.assessmentId}:${QUESTION}`;
  }

  async act() {
    const choice = this.random();
    if (choice < 0.08) await this.browser.get(this.path);
    else if (choice < 0.16 && this.#files < MOST_FILES) await this.#attach();
    else await this.#save();
  }

  async #save() {
    const text = `Text ${++this.#count} of ${this.assessmentId}`;
    const value = { answer: text, followUps: {}, naReason: null };
    const path = `${this.path}/answers/${QUESTION}`;
    const { status, body, requested } = await this.browser.send('PUT', path, { value, base: this.#base });
    if (status === 200) {
      this.#note(`${this.key}:${body.revision}`, text);
      this.#base = body.revision;
    } else if (status === 409 && this.#doubtful.has(body.value?.answer)) {
      // an earlier save of ours had been done, although no answer came: the page would show it and go on from there
      requested.explained = true;
      this.#base = body.revision;
    } else {
      this.#doubtful.add(text);
      this.journal.doubt({ key: this.key, value: text, organisation: this.organisation });
    }
  }

  async #attach() {
    const number = ++this.#files;
    const lines = 500 + Math.floor(this.random() * 3_000);
    const bytes = Buffer.from(`Evidence ${number} of ${this.assessmentId}, one line of many\n`.repeat(lines));
    const name = { 'X-File-Name': `evidence-${number}.txt` };
    const { status, body } = await this.browser.send('POST', `${this.path}/evidence`, bytes, name);
    if (status === 201) this.#note(`file:${body.id}`, sha256Of(bytes));
  }

  #note(key, value) {
    this.journal.acknowledge({ key, value, organisation: this.organisation });
  }
}

export const sha256Of = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
