import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aCodeFor,
  aLinkTo,
  aProduct,
  browserOf,
  contractBody,
  plain,
  respondentOf,
  sent,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let colleague: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'merging');
  procurement = await browserOf(product, organisation, 'procurement');
  colleague = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly revision: number;
}

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly revision: number;
  readonly contacts: Row[];
  readonly engagements: Row[];
  readonly contracts: Row[];
  readonly mergedInto: Pick<Row, 'id' | 'name'> | null;
  readonly recentMerges: { readonly id: string; readonly vendorName: string }[];
}

const vendor = async (id: string): Promise<Shown> =>
  (await procurement.get(`/api/vendors/${id}`).expect(200)).body;
const idsAt = async (path: string): Promise<string[]> =>
  (await procurement.get(path).expect(200)).body.items.map(({ id }: Row) => id);
const addContact = async (vendorId: string, name: string, email: string): Promise<Row> =>
  (await procurement.post(`/api/vendors/${vendorId}/contacts`).send({ name, email, title: null }).expect(201))
    .body;
const linesOf = (id: string) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null }>(
    'select what, before, after from app.audit_event where object_id = $1 order by id desc',
    [id],
  );
const mergeBy = async (browser: TestAgent, stays: Case, goes: Case, wishes: object = {}) => {
  const { revision } = await vendor(stays.vendorId);
  const { revision: duplicateRevision } = await vendor(goes.vendorId);
  return browser
    .post(`/api/vendors/${stays.vendorId}/merge`)
    .send({ duplicateId: goes.vendorId, duplicateRevision, revision, ...wishes });
};
const merge = async (stays: Case, goes: Case): Promise<Shown> => {
  const { status, body } = await mergeBy(procurement, stays, goes);
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as Shown;
};
const caseOf = ({ id }: Shown): Case => ({ vendorId: id, contactId: '', engagementId: '' });
const undoBy = (browser: TestAgent, { id, recentMerges }: Shown) =>
  browser.post(`/api/vendors/${id}/merges/${recentMerges[0]?.id}/undo`);
const aPair = async (names: readonly [string, string] = ['Zeta', 'Zeta Services']) =>
  [
    await aCase(procurement, { vendor: `${names[0]} ${Math.random()}` }),
    await aCase(procurement, { vendor: `${names[1]} ${Math.random()}` }),
  ] as [Case, Case];
/** Every place of the data that names one of the two, but for what is written of the merge itself. */
const placesOf = async (...ids: string[]) =>
  product.behindTheBack<object>(
    `select 'contact' as what, id, vendor_id as of, email as says, active::text as more from app.contact where vendor_id = any ($1)
     union all select 'engagement', id, vendor_id, name, null from app.engagement where vendor_id = any ($1)
     union all select 'standing', engagement_id, vendor_id, rating, null from app.standing where vendor_id = any ($1)
     union all select 'contract', id, vendor_id, title, last_send_day::text from app.contract where vendor_id = any ($1)
     union all select 'hold', id, vendor_id, reason, null from app.legal_hold where vendor_id = any ($1)
     union all select 'assessment', a.id, a.contact_id, a.vendor_name, a.contact_name from app.assessment a
       join app.engagement e on e.id = a.engagement_id where e.vendor_id = any ($1)
     union all select 'invitation', i.id, i.contact_id, i.revoked_at::text, i.links_since::text from app.invitation i
       join app.assessment a on a.id = i.assessment_id join app.engagement e on e.id = a.engagement_id
       where e.vendor_id = any ($1)
     union all select 'grant', g.invitation_id, g.contact_id, g.contact_name, null from app.respondent_grant g
       join app.assessment a on a.id = g.assessment_id join app.engagement e on e.id = a.engagement_id
       where e.vendor_id = any ($1)
     union all select 'mail', n.id, n.contact_id, n.recipient, n.state from app.notification n
       join app.assessment a on a.id = n.object_id join app.engagement e on e.id = a.engagement_id
       where e.vendor_id = any ($1) and n.contact_id is not null
     order by 1, 2, 3`,
    [ids],
  );

describe('A vendor that was recorded twice', () => {
  it('is merged: all that belonged to it is the other one’s, and it is kept for its address alone', async () => {
    const [stays, goes] = await aPair();
    const contract = await procurement.post('/api/contracts').send(contractBody(goes)).expect(201);
    const assessmentId = await sent(procurement, goes);
    const link = await aLinkTo(product, organisation, assessmentId);
    const respondent = await respondentOf(product, organisation, assessmentId);
    await respondent
      .put(`/api/respond/assessments/${assessmentId}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const total = (await procurement.get('/api/dashboard').expect(200)).body;
    const name = (await vendor(goes.vendorId)).name;

    const shown = await merge(stays, goes);
    expect(shown.engagements.map(({ id }) => id)).toEqual(
      expect.arrayContaining([stays.engagementId, goes.engagementId]),
    );
    expect(shown.contracts.map(({ id }) => id)).toEqual([contract.body.id]);
    expect(shown.contacts.map(({ id }) => id)).toEqual(
      expect.arrayContaining([stays.contactId, goes.contactId]),
    );
    expect(shown.recentMerges).toMatchObject([{ vendorId: goes.vendorId, vendorName: name }]);
    expect(await vendor(goes.vendorId)).toMatchObject({
      state: 'merged',
      mergedInto: { id: stays.vendorId, name: shown.name },
      engagements: [],
      contracts: [],
      contacts: [],
    });
    for (const query of ['', '&state=all', '&state=archived', `&search=${encodeURIComponent(name)}`]) {
      expect(await idsAt(`/api/vendors?limit=100${query}`)).not.toContain(goes.vendorId);
    }
    const { body: dashboard } = await procurement.get('/api/dashboard').expect(200);
    expect(dashboard.engagements).toEqual(total.engagements);
    // The open page of the vendor's staff goes on, under the name that stands now; so does a link that was mailed.
    const page = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain(JSON.stringify(shown.name));
    expect(JSON.stringify(page.body)).not.toContain(JSON.stringify(name));
    expect(page.body.answers['MA-08']).toBeDefined();
    const code = await aCodeFor(product, organisation, assessmentId);
    await product.browser().post('/api/respond/exchange').send({ token: link, code }).expect(200);
    const what = { contacts: 1, engagements: 1, contracts: 1, holds: 0 };
    expect((await linesOf(goes.vendorId))[0]).toMatchObject({
      what: 'vendor.merged',
      before: { state: 'active' },
      after: { vendorId: stays.vendorId, name: shown.name, ...what },
    });
    expect((await linesOf(stays.vendorId))[0]).toMatchObject({
      what: 'vendor.took-in',
      after: { vendorId: goes.vendorId, name, ...what },
    });
  });

  it('comes back exactly as it was, and what came to the other meanwhile stays there', async () => {
    const [stays, goes] = await aPair();
    await procurement.post('/api/contracts').send(contractBody(goes)).expect(201);
    await sent(procurement, stays);
    const assessmentId = await sent(procurement, goes);
    const respondent = await respondentOf(product, organisation, assessmentId);
    const admin = await browserOf(product, organisation, 'admin');
    const hold = { reason: 'A claim', vendorId: goes.vendorId, until: null };
    await admin.post('/api/retention/holds').send(hold).expect(201);
    const was = await placesOf(stays.vendorId, goes.vendorId);
    const shown = await merge(stays, goes);
    expect(await placesOf(goes.vendorId)).toEqual([]);
    const later = await addContact(stays.vendorId, 'Later On', 'later@vendor.example');

    const { body } = await undoBy(procurement, shown).expect(200);
    expect(body.recentMerges).toEqual([]);
    const now = await placesOf(stays.vendorId, goes.vendorId);
    expect(now.filter((row) => (row as Row).id !== later.id)).toEqual(was);
    expect(body.contacts.map(({ id }: Row) => id).sort()).toEqual([stays.contactId, later.id].sort());
    const back = await vendor(goes.vendorId);
    expect(back).toMatchObject({ state: 'active', mergedInto: null });
    expect(await idsAt('/api/vendors?limit=100')).toContain(goes.vendorId);
    const page = await respondent.get(`/api/respond/assessments/${assessmentId}`).expect(200);
    expect(JSON.stringify(page.body)).toContain(JSON.stringify(back.name));
    expect((await linesOf(goes.vendorId))[0]?.what).toBe('vendor.merge-undone');
    expect((await linesOf(stays.vendorId))[0]?.what).toBe('vendor.gave-back');
    expect((await undoBy(procurement, shown).expect(409)).body.code).toBe('merge-undone');
    // Once more, as if nothing had been.
    expect((await merge(stays, goes)).engagements).toHaveLength(2);
  });

  it('takes back what was changed meanwhile with its changes', async () => {
    const [stays, goes] = await aPair();
    const shown = await merge(stays, goes);
    const moved = shown.contacts.find(({ id }) => id === goes.contactId);
    await procurement
      .put(`/api/vendors/${stays.vendorId}/contacts/${goes.contactId}`)
      .send({ name: 'New Name', email: 'new-name@vendor.example', title: 'CISO', revision: moved?.revision })
      .expect(200);
    await undoBy(procurement, shown).expect(200);
    expect((await vendor(goes.vendorId)).contacts).toMatchObject([
      { id: goes.contactId, name: 'New Name', email: 'new-name@vendor.example' },
    ]);
  });

  it('is given back for a day, and no longer', async () => {
    const [stays, goes] = await aPair();
    const shown = await merge(stays, goes);
    await product.letTimePass('23 hours');
    expect((await vendor(stays.vendorId)).recentMerges).toHaveLength(1);
    await product.letTimePass('1 hour');
    expect((await vendor(stays.vendorId)).recentMerges).toEqual([]);
    const refused = await undoBy(procurement, shown).expect(409);
    expect(refused.body).toMatchObject({ code: 'merge-is-final', detail: expect.stringContaining('a day') });
    expect((await vendor(goes.vendorId)).mergedInto?.id).toBe(stays.vendorId);
  });
});

describe('Two contacts of one address', () => {
  it('become one, who goes on where either was asked, by the links that were mailed', async () => {
    const [stays, goes] = await aPair();
    const email = `same-${Math.random()}@vendor.example`;
    const here = await addContact(stays.vendorId, 'Sam Here', email);
    const there = await addContact(goes.vendorId, 'Sam There', email);
    const atStays = await sent(procurement, { ...stays, contactId: here.id });
    const atGoes = await sent(procurement, { ...goes, contactId: there.id });
    const links = [
      await aLinkTo(product, organisation, atStays),
      await aLinkTo(product, organisation, atGoes),
    ];
    const exchange = async (token = '') => {
      const code = await aCodeFor(product, organisation, atGoes);
      await product.browser().post('/api/respond/exchange').send({ token, code }).expect(200);
    };
    const browser = await respondentOf(product, organisation, atGoes);
    await procurement
      .post(`/api/vendors/${stays.vendorId}/contacts/${here.id}/replace`)
      .send({ successorId: stays.contactId, revision: 1 })
      .expect(200);
    // The one at the surviving vendor had been retired: what the other is asked for, it is asked for now.
    const was = await placesOf(stays.vendorId, goes.vendorId);

    const shown = await merge(stays, goes);
    expect(shown.contacts.filter((contact) => contact.email === email)).toMatchObject([
      { id: here.id, active: true },
    ]);
    const { body } = await procurement.get(`/api/assessments/${atGoes}`).expect(200);
    expect(body.contact).toMatchObject({ id: here.id, name: 'Sam Here' });
    await exchange(links[1]);
    await browser
      .put(`/api/respond/assessments/${atGoes}/answers/MA-08`)
      .send({ value: plain('yes'), base: 0 })
      .expect(200);
    const [answer] = await product.behindTheBack<{ by_contact_id: string }>(
      'select by_contact_id from app.answer_revision where assessment_id = $1',
      [atGoes],
    );
    expect(answer?.by_contact_id).toBe(here.id);

    await undoBy(procurement, shown).expect(200);
    const grantless = (rows: readonly object[]) =>
      rows.filter((row) => (row as { what: string }).what !== 'grant');
    expect(grantless(await placesOf(stays.vendorId, goes.vendorId))).toEqual(grantless(was));
    await browser.get(`/api/respond/assessments/${atGoes}`).expect(200);
    await exchange(links[1]);
  });

  it('part with what was corrected meanwhile, and with whoever answers in their place', async () => {
    const [stays, goes] = await aPair();
    const email = `one-${Math.random()}@vendor.example`;
    const here = await addContact(stays.vendorId, 'One Here', email);
    const there = await addContact(goes.vendorId, 'One There', email);
    const first = await sent(procurement, { ...goes, contactId: there.id });
    const shown = await merge(stays, goes);
    const corrected = `corrected-${Math.random()}@vendor.example`;
    await procurement
      .put(`/api/vendors/${stays.vendorId}/contacts/${here.id}`)
      .send({ name: 'One Corrected', email: corrected, title: null, revision: 1 })
      .expect(200);
    const second = await sent(procurement, { ...goes, contactId: stays.contactId }, '2099-11-30');
    await undoBy(procurement, shown).expect(200);
    const back = await vendor(goes.vendorId);
    expect(back.contacts).toContainEqual(
      expect.objectContaining({ id: there.id, name: 'One Corrected', email: corrected }),
    );
    const asked = async (id: string): Promise<Row> =>
      (await procurement.get(`/api/assessments/${id}`).expect(200)).body.contact;
    expect((await asked(first)).id).toBe(there.id);
    const [at] = (await vendor(stays.vendorId)).contacts.filter(({ id }) => id === stays.contactId);
    const copy = back.contacts.find((contact) => contact.email === at?.email);
    expect(copy).toBeDefined();
    expect((await asked(second)).id).toBe(copy?.id);
  });
});

describe('A contact that a merge wakes', () => {
  it('counts it, and its undo too: whoever edits what they saw before is told', async () => {
    const [stays, goes] = await aPair();
    const email = `woken-${Math.random()}@vendor.example`;
    const here = await addContact(stays.vendorId, 'Wanda Here', email);
    const there = await addContact(goes.vendorId, 'Wanda There', email);
    const at = `/api/vendors/${stays.vendorId}/contacts/${here.id}`;
    await procurement.post(`${at}/deactivate`).send({ revision: here.revision }).expect(200);
    const resting = here.revision + 1;
    const contact = async (vendorId: string, id: string) =>
      (await vendor(vendorId)).contacts.find((one) => one.id === id);

    const shown = await merge(stays, goes);
    expect(await contact(stays.vendorId, here.id)).toMatchObject({ active: true, revision: resting + 1 });
    const edit = (revision: number) =>
      procurement.put(at).send({ name: 'Wanda Mine', email, title: null, revision });
    expect((await edit(resting).expect(409)).body).toMatchObject({
      code: 'stale-revision',
      present: { active: true, revision: resting + 1 },
    });

    await undoBy(procurement, shown).expect(200);
    expect(await contact(stays.vendorId, here.id)).toMatchObject({ active: false, revision: resting + 2 });
    expect((await edit(resting + 1).expect(409)).body.code).toBe('stale-revision');
    // Nobody has corrected it: the other is as it was, by its own name.
    expect(await contact(goes.vendorId, there.id)).toMatchObject({ name: 'Wanda There', active: true });
  });
});

describe('A likely duplicate', () => {
  const linesOf = (id: string) =>
    product.behindTheBack<{ what: string; after: object }>(
      `select what, after from app.audit_event where object_id = $1 and what like '%apart%' order by at`,
      [id],
    );
  const likely = async (id: string) =>
    (await procurement.get(`/api/vendors/${id}/likely-duplicates`).expect(200)).body.items;
  const apart = async (id: string) =>
    (await procurement.get(`/api/vendors/${id}/likely-duplicates`).expect(200)).body.apart;
  const tellApart = (one: Shown, other: Shown) =>
    procurement.post(`/api/vendors/${one.id}/apart`).send({ otherId: other.id });
  const add = async (name: string, email: string, apartFrom: string | null = null): Promise<Shown> => {
    const fields = { name, website: null, country: null, notes: null, apartFrom };
    const contact = { name: 'Some Body', email, title: null };
    const { body } = await procurement
      .post('/api/vendors')
      .send({ ...fields, contact })
      .expect(201);
    await addContact(body.id, 'Any Body', `anybody-${body.id}@gmail.com`);
    return body;
  };

  it('is not offered again once somebody has said that they are two companies, on neither side', async () => {
    const one = await add('Heron Print', 'a@heron.example');
    const other = await add('Heron Paper', 'b@heron.example');
    const { body } = await tellApart(one, other).expect(200);
    expect(body).toMatchObject({ items: [], apart: [{ id: other.id, name: 'Heron Paper' }] });
    expect(await likely(other.id)).toEqual([]);
    expect(await apart(other.id)).toMatchObject([{ id: one.id, byName: expect.any(String) }]);
    await tellApart(other, one).expect(200);
    expect(await linesOf(one.id)).toEqual([
      { what: 'vendor.set-apart', after: { vendorId: other.id, name: other.name } },
    ]);
    expect(await linesOf(other.id)).toEqual([
      { what: 'vendor.set-apart', after: { vendorId: one.id, name: one.name } },
    ]);

    await addContact(one.id, 'Another', 'c@heron.example');
    expect(await likely(one.id)).toEqual([]);
    await addContact(one.id, 'New', 'd@heron-group.example');
    await addContact(other.id, 'New', 'e@heron-group.example');
    expect((await likely(one.id)).map(({ id }: Row) => id)).toEqual([other.id]);
    await tellApart(one, other).expect(200);
    expect(await likely(one.id)).toEqual([]);
    const renamed = { name: 'Heron Paper, Inc.', website: null, country: null, notes: null, revision: 1 };
    await procurement
      .put(`/api/vendors/${one.id}`)
      .send({ ...renamed, apartFrom: other.id })
      .expect(200);
    expect(await likely(other.id)).toMatchObject([{ id: one.id, sameName: true }]);
  });

  it('is said and taken back in capitals too', async () => {
    const one = await add('Quetzal Print', 'a@quetzal.example');
    const other = await add('Quetzal Paper', 'b@quetzal.example');
    const [first, second] = [one, other].sort((a, b) => (a.id < b.id ? -1 : 1));
    const { body } = await procurement
      .post(`/api/vendors/${first?.id}/apart`)
      .send({ otherId: second?.id.toUpperCase() })
      .expect(200);
    expect(body.apart).toMatchObject([{ id: second?.id }]);
    await procurement.delete(`/api/vendors/${first?.id.toUpperCase()}/apart/${second?.id}`).expect(200);
    expect(await apart(one.id)).toEqual([]);
  });

  it('is offered again when that is taken back, once, whoever takes it back', async () => {
    const one = await add('Ibis Print', 'a@ibis.example');
    const other = await add('Ibis Paper', 'b@ibis.example');
    await tellApart(one, other).expect(200);
    const { body } = await procurement.delete(`/api/vendors/${other.id}/apart/${one.id}`).expect(200);
    expect(body).toMatchObject({ items: [{ id: one.id }], apart: [] });
    expect((await linesOf(one.id)).map(({ what }) => what)).toEqual([
      'vendor.set-apart',
      'vendor.apart-undone',
    ]);
    const twice = await procurement.delete(`/api/vendors/${one.id}/apart/${other.id}`).expect(409);
    expect(twice.body.code).toBe('not-set-apart');
    const strange = await add('Nothing Alike', 'c@jay.example');
    expect((await tellApart(one, strange).expect(409)).body.code).toBe('not-alike');
    expect((await tellApart(one, one).expect(409)).body.code).toBe('not-alike');
  });

  it('is not offered at the vendor that took in the one of which it was said, archived or not', async () => {
    const one = await add('Kite Print', 'a@kite.example');
    const other = await add('Kite Paper', 'b@kite.example');
    const third = await add('Lark', 'c@lark.example');
    await tellApart(one, other).expect(200);
    const { body } = await procurement.get(`/api/vendors/${third.id}`).expect(200);
    await merge(caseOf(body), caseOf(one));
    expect(await likely(third.id)).toEqual([]);
    expect(await likely(other.id)).toEqual([]);
    expect(await apart(other.id)).toMatchObject([{ id: third.id, name: 'Lark' }]);
    await procurement
      .post(`/api/vendors/${other.id}/archive`)
      .send({ revision: 1, confirmed: true })
      .expect(200);
    expect(await likely(third.id)).toEqual([]);
    expect((await tellApart(one, other).expect(409)).body.code).toBe('vendor-merged');
    await procurement.delete(`/api/vendors/${third.id}/apart/${other.id}`).expect(200);
    expect(await likely(third.id)).toMatchObject([{ id: other.id, state: 'archived' }]);
  });

  it('has the same name, or people at the same host that not everybody can have a mailbox at', async () => {
    const first = await add('Quill Paper', 'first@quill.example');
    const second = await add('Quillery', 'second@quill.example');
    const twin = await add('QUILL Paper, Inc.', 'third@elsewhere.example', first.id);
    expect(await likely(first.id)).toEqual([
      { id: twin.id, name: twin.name, state: 'active', sameName: true, domains: [] },
      { id: second.id, name: 'Quillery', state: 'active', sameName: false, domains: ['quill.example'] },
    ]);
    await merge(caseOf(first), caseOf(twin));
    expect((await likely(first.id)).map(({ id }: Row) => id)).toEqual([second.id]);
  });
});

describe('A merge', () => {
  it('is refused with itself, into an archived one, and of one that is merged already', async () => {
    const [stays, goes] = await aPair();
    expect((await mergeBy(procurement, stays, stays)).body).toMatchObject({
      status: 409,
      code: 'merge-with-itself',
    });
    await procurement
      .post(`/api/vendors/${stays.vendorId}/archive`)
      .send({ revision: 1, confirmed: true })
      .expect(200);
    expect((await mergeBy(procurement, stays, goes)).body).toMatchObject({
      status: 409,
      code: 'merge-into-archived',
    });
    // The other way round the archived one's work wakes up at the vendor that stays, and rests again once it is undone.
    const shown = await merge(goes, stays);
    expect(await idsAt('/api/engagements?limit=100')).toContain(stays.engagementId);
    const [third] = await aPair();
    expect((await mergeBy(procurement, third, stays)).body).toMatchObject({
      status: 409,
      code: 'vendor-merged',
    });
    expect((await mergeBy(procurement, stays, third)).body).toMatchObject({
      status: 409,
      code: 'vendor-merged',
    });
    await undoBy(procurement, shown).expect(200);
    expect((await vendor(stays.vendorId)).state).toBe('archived');
    expect(await idsAt('/api/engagements?limit=100')).not.toContain(stays.engagementId);
  });

  it('by two people at once, whichever way round, is done once', async () => {
    const [stays, goes] = await aPair();
    const both = await Promise.all([
      mergeBy(procurement, stays, goes, { revision: 1, duplicateRevision: 1 }),
      mergeBy(colleague, goes, stays, { revision: 1, duplicateRevision: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('vendor-merged');
    const standing = await Promise.all([stays, goes].map(({ vendorId }) => vendor(vendorId)));
    expect(standing.map(({ state }) => state).sort()).toEqual(['active', 'merged']);
    const survivor = standing.find(({ state }) => state === 'active') as Shown;
    const undone = await Promise.all([undoBy(procurement, survivor), undoBy(colleague, survivor)]);
    expect(undone.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('on a state that somebody has changed meanwhile is told what stands there now', async () => {
    const [stays, goes] = await aPair();
    const shown = await vendor(goes.vendorId);
    await colleague
      .put(`/api/vendors/${goes.vendorId}`)
      .send({
        name: `${shown.name} Ltd`,
        website: null,
        country: null,
        notes: 'Another company',
        revision: 1,
      })
      .expect(200);
    const { status, body } = await mergeBy(procurement, stays, goes, { duplicateRevision: 1 });
    expect([status, body.code, body.present.notes]).toEqual([409, 'stale-revision', 'Another company']);
  });

  it('is told to whoever still has the duplicate open', async () => {
    const [stays, goes] = await aPair();
    const shown = await vendor(goes.vendorId);
    await merge(stays, goes);
    const fields = { name: 'Anything', website: null, country: null, notes: null };
    const intake = (await procurement.get(`/api/engagements/${goes.engagementId}`).expect(200)).body.intake;
    const acts = [
      procurement.put(`/api/vendors/${goes.vendorId}`).send({ ...fields, revision: shown.revision }),
      procurement.post(`/api/vendors/${goes.vendorId}/archive`).send({ confirmed: true, revision: 1 }),
      procurement
        .post(`/api/vendors/${goes.vendorId}/contacts`)
        .send({ name: 'A', email: 'a@vendor.example', title: null }),
      procurement
        .put(`/api/vendors/${goes.vendorId}/contacts/${goes.contactId}`)
        .send({ name: 'A', email: 'a@vendor.example', title: null, revision: 1 }),
      procurement
        .post(`/api/vendors/${goes.vendorId}/engagements`)
        .send({ name: 'A', description: null, ownerId: null, intake }),
      procurement.post('/api/contracts').send(contractBody(goes)),
    ];
    for (const act of acts) expect((await act.expect(409)).body.code).toBe('vendor-merged');
    // Its name leads to the one that stays.
    const again = await procurement.post('/api/vendors').send({ ...fields, name: shown.name, contact: null });
    expect(again.body).toMatchObject({ code: 'vendor-exists', vendorId: stays.vendorId });
  });

  it('shows beforehand what moves, and what both have', async () => {
    const [stays, goes] = await aPair();
    const email = `both-${Math.random()}@vendor.example`;
    await addContact(stays.vendorId, 'Both', email);
    await addContact(goes.vendorId, 'Both', email);
    await sent(procurement, goes);
    // One number, in two ways of writing it.
    for (const [about, reference] of [
      [stays, 'MSA-1'],
      [goes, ' msa - １ '],
    ] as const) {
      await procurement
        .post('/api/contracts')
        .send({ ...contractBody(about), reference })
        .expect(201);
    }
    const { body } = await procurement
      .get(`/api/vendors/${stays.vendorId}/merge/${goes.vendorId}`)
      .expect(200);
    expect(body).toMatchObject({
      stays: { id: stays.vendorId, revision: 1 },
      goes: { contacts: 2, engagements: 1, assessments: 1, openAssessments: 1, contracts: 1, holds: 0 },
      sharedAddresses: [email],
      sharedReferences: ['MSA-1'],
    });
  });
});
