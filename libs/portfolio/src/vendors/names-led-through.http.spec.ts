import type TestAgent from 'supertest/lib/agent';
import {
  aFoundedOrganisation,
  anIntake,
  aProduct,
  MailWorks,
  refusedAddresses,
  refusedNames,
  sent,
  SmtpSink,
  takenAddresses,
  takenNames,
  untilNoon,
  type ReceivedMail,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// Some hundreds of requests, on a machine that others use too.
jest.setTimeout(300_000);

/** What shows nothing, or turns the direction of what follows. */
const TURNS = /[\u202A-\u202E\u2066\u2067\u200E\u200F\u061C]/;
const LONE = '\ud800';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

interface Recorded extends Shown {
  readonly typed: string;
  readonly kept: string;
}

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let sink: SmtpSink;
let mail: MailWorks;
let today: string;
let recorded: readonly Recorded[];

/** One address of the corpus for each name, and after the last one again the first. */
const addressOf = (number: number) => takenAddresses[number % takenAddresses.length] ?? ['', ''];

const formOf = (name: string, email: string, wishes: object = {}) => ({
  name,
  website: null,
  country: null,
  notes: name,
  contact: { name, email, title: name },
  ...wishes,
});

/** Of a name that is there already the answer says whose it is, and the two are set apart. */
async function record(typed: string, email: string): Promise<Shown> {
  const first = await member.post('/api/vendors').send(formOf(typed, email));
  if (first.status === 201) return first.body as Shown;
  expect([typed, first.status, first.body.code]).toEqual([typed, 409, 'vendor-exists']);
  const apartFrom = (first.body as { vendorId: string }).vendorId;
  const second = await member.post('/api/vendors').send(formOf(typed, email, { apartFrom }));
  expect([typed, second.status]).toEqual([typed, 201]);
  return second.body as Shown;
}

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'names');
  member = await product.signedInAs(await product.aMember({ organisation }));
  sink = await new SmtpSink().start();
  mail = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
  await untilNoon(product, organisation);
  today = (await member.get('/api/session').expect(200)).body.today as string;
  const rows: Recorded[] = [];
  for (const [number, [typed, kept]] of takenNames.entries())
    rows.push({ ...(await record(typed, addressOf(number)[0])), typed, kept });
  recorded = rows;
});

afterAll(async () => {
  await mail.stop();
  await sink.stop();
  await product.close();
});

describe('Every name and address of the corpus', () => {
  it('is recorded for a vendor and a contact, and shown as it is kept', () => {
    expect(recorded.map(({ name, contacts: [contact] }) => [name, contact?.name, contact?.email])).toEqual(
      takenNames.map(([, kept], number) => [kept, kept, addressOf(number)[1]]),
    );
  });

  it('stands in the list of vendors, each once and as it is kept', async () => {
    const names: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await member.get(`/api/vendors?limit=100${cursor}`).expect(200);
      names.push(...(body.items as Shown[]).map(({ name }) => name));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor as string)}`;
    }
    expect(names.sort()).toEqual(takenNames.map(([, kept]) => kept).sort());
  });

  it('is found by what it is called', async () => {
    for (const { id, kept } of recorded.filter((_one, number) => number % 8 === 0)) {
      const { body } = await member
        .get(`/api/vendors?limit=100&search=${encodeURIComponent(kept.slice(0, 40))}`)
        .expect(200);
      expect([kept, (body.items as Shown[]).map((one) => one.id)]).toEqual([
        kept,
        expect.arrayContaining([id]),
      ]);
    }
  });

  it('is shown by the preview of a merge with the next one', async () => {
    for (const [number, one] of recorded.entries()) {
      const other = recorded[(number + 1) % recorded.length]!;
      const { body } = await member.get(`/api/vendors/${one.id}/merge/${other.id}`).expect(200);
      expect([body.stays.name, body.goes.name]).toEqual([one.kept, other.kept]);
    }
  });

  it('is said by a note at its vendor, in the order in which it is kept', async () => {
    for (const { id, typed, kept } of recorded.filter((_one, number) => number % 4 === 0)) {
      const { body } = await member
        .post('/api/notes')
        .send({ vendorId: id, kind: 'note', happenedOn: today, text: `Called ${typed}.`, mentions: [] });
      expect([typed, body.text, body.place?.vendorName]).toEqual([typed, expect.any(String), kept]);
      expect(body.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
  });
});

describe('Every name and address that is none', () => {
  it('is refused in a sentence at its field, and nothing is recorded', async () => {
    const before = (await member.get('/api/vendors').expect(200)).body.total as number;
    const wrong: (readonly [object, string])[] = [];
    for (const name of [...refusedNames.map(([typed]) => typed), `Acme${LONE}`])
      wrong.push([formOf(name, 'vera@vendor.example', { contact: null }), 'name']);
    for (const email of [...refusedAddresses, `ve${LONE}ra@vendor.example`]) {
      const contact = { name: 'Vera', email, title: null };
      wrong.push([formOf('A fresh one', '', { contact }), 'contact.email']);
    }
    for (const [form, field] of wrong) {
      const { status, body } = await member.post('/api/vendors').send(form);
      const fields = (body.fields ?? []) as { field: string; message: string }[];
      const text = JSON.stringify(form);
      expect([text, status]).toEqual([text, 422]);
      expect([text, fields.map((one) => one.field)]).toEqual([text, expect.arrayContaining([field])]);
      for (const { message } of fields) expect(message).toMatch(/^[A-Z].*\.$/s);
    }
    expect((await member.get('/api/vendors').expect(200)).body.total).toBe(before);
  });
});

describe('The mail to a contact and the tasks', () => {
  /** One of each sort. */
  const SAMPLE = [
    '\u202EAcme\u202C',
    'Acme Ltd\n',
    'שלום',
    'بنك',
    'می\u200Cخواهم',
    '<b>Bold</b>',
    '{{name}}',
    '%s',
    '"Quoted"',
    'x'.repeat(200),
    '👩\u200D💻 Ltd',
  ];

  const markup = (name: string) =>
    name.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

  async function mailed({ id, typed, contacts: [contact] }: Recorded): Promise<ReceivedMail> {
    const { body } = await member
      .post(`/api/vendors/${id}/engagements`)
      .send({ name: typed, description: null, ownerId: null, intake: anIntake() })
      .expect(201);
    await sent(member, { vendorId: id, contactId: contact!.id, engagementId: body.id as string });
    const before = sink.received.length;
    await mail.turn(organisation);
    const mails = sink.received.slice(before);
    expect([typed, mails.length]).toEqual([typed, 1]);
    return mails[0]!;
  }

  it('name it on one line, and keep the rest in its order', async () => {
    for (const typed of SAMPLE) {
      const one = recorded.find((row) => row.typed === typed)!;
      const { subject, text, html, from } = await mailed(one);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(from).toBe('countersign@countersign.example');
      for (const part of [subject, text, html]) expect(part).not.toMatch(TURNS);
      const named = /\p{sc=Hebrew}|\p{sc=Arabic}/u.test(one.kept) ? `\u2068${one.kept}\u2069` : one.kept;
      expect(subject).toContain(named);
      expect(text.replace(/\s+/g, ' ')).toContain(named);
      expect(html).toContain(markup(named));
      expect(html).not.toContain('<b>');
    }
    const { body } = await member.get('/api/tasks?limit=100').expect(200);
    for (const task of body.items as { title: string; why: string; objectName: string }[])
      expect(`${task.title}${task.why}${task.objectName}`).not.toMatch(/[\n\u202A-\u202E]/);
    const shown = new Set((body.items as { vendorName: string }[]).map(({ vendorName }) => vendorName));
    for (const typed of SAMPLE) expect(shown).toContain(recorded.find((row) => row.typed === typed)?.kept);
  });
});
