import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  fullIntake,
  respondentOf,
  sent,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'bringing-back');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

const cancel = (id: string) =>
  procurement.post(`/api/assessments/${id}/cancel`).send({ reason: 'The deal fell through' }).expect(200);
const bringBack = (id: string) =>
  procurement.post(`/api/assessments/${id}/bring-back`).send({ reason: 'It is on again' });

/** What the vendor's side reads of our side, since it was sent. */
const copiedOf = async (id: string) =>
  (
    await product.behindTheBack<{ facts: object; vendor: string; service: string; contact: string }>(
      `select facts, vendor_name as vendor, service_name as service, contact_name as contact
       from app.assessment where id = $1`,
      [id],
    )
  )[0];

async function changeAllThatIsCopied({ vendorId, engagementId, contactId }: Case): Promise<void> {
  const vendor = (await procurement.get(`/api/vendors/${vendorId}`).expect(200)).body;
  const { website, country, notes } = vendor;
  await procurement
    .put(`/api/vendors/${vendorId}`)
    .send({ name: 'Renamed Vendor', website, country, notes, revision: vendor.revision })
    .expect(200);
  const [contact] = vendor.contacts;
  await procurement
    .put(`/api/vendors/${vendorId}/contacts/${contactId}`)
    .send({ name: 'Renamed Contact', email: contact.email, title: null, revision: contact.revision })
    .expect(200);
  const engagement = (await procurement.get(`/api/engagements/${engagementId}`).expect(200)).body;
  await procurement
    .put(`/api/engagements/${engagementId}`)
    .send({
      name: 'Renamed Service',
      description: null,
      ownerId: null,
      revision: engagement.detailsRevision,
    })
    .expect(200);
  await procurement
    .put(`/api/engagements/${engagementId}/intake`)
    .send({ intake: { ...fullIntake, wireless: false }, revision: engagement.revision })
    .expect(200);
}

describe('An assessment that is brought back', () => {
  it('asks as a sending of today would: by the names and the intake that hold now', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    await cancel(id);
    await changeAllThatIsCopied(about);
    await bringBack(id).expect(200);
    expect(await copiedOf(id)).toMatchObject({
      vendor: 'Renamed Vendor',
      service: 'Renamed Service',
      contact: 'Renamed Contact',
    });
    const another = await sent(procurement, about);
    expect(await copiedOf(id)).toEqual(await copiedOf(another));
    const form = await respondentOf(product, organisation, id);
    const { body } = await form.get(`/api/respond/assessments/${id}`).expect(200);
    expect(body.facts).toMatchObject({ wireless: false });
  });

  it('said until then who cancelled it, why, and what the vendor reads of it', async () => {
    const member = await product.aMember({ organisation, roles: ['procurement'] });
    const id = await sent(procurement, await aCase(procurement));
    const cancelled = async () =>
      (await procurement.get(`/api/assessments/${id}`).expect(200)).body.cancelled;
    expect(await cancelled()).toBeNull();
    const browser = await product.signedInAs(member);
    const because = { reason: 'The deal fell through', message: 'Thank you all the same.' };
    const { body } = await browser.post(`/api/assessments/${id}/cancel`).send(because).expect(200);
    expect(body.cancelled).toEqual({ ...because, by: member.name, at: expect.stringMatching(/^\d{4}-.*Z$/) });
    await bringBack(id).expect(200);
    expect(await cancelled()).toBeNull();
    // The last time counts.
    await cancel(id);
    expect(await cancelled()).toMatchObject({ reason: 'The deal fell through', message: null });
    expect((await cancelled()).by).not.toBe(member.name);
  });

  it('is refused to a contact who is deactivated at the same moment', async () => {
    const about = await aCase(procurement);
    const id = await sent(procurement, about);
    await cancel(id);
    const answer = await product.asJobOf(organisation, async () => {
      await product.database.query(
        `update app.contact set active = false where organisation_id = :organisationId and id = :contactId`,
        { contactId: about.contactId },
      );
      const asked = bringBack(id).then((answer) => answer);
      await untilWaitedFor();
      return { asked };
    });
    expect((await answer.asked).body.code).toBe('contact-inactive');
    expect((await procurement.get(`/api/assessments/${id}`).expect(200)).body.row.state).toBe('cancelled');
  });
});

/** Somebody waits for a row that another transaction holds, or a second has passed without. */
async function untilWaitedFor(): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const waiting = await product.behindTheBack(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
