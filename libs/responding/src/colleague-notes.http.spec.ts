import type TestAgent from 'supertest/lib/agent';
import { RetentionClasses } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(120_000);

const WORDS = 'Only Quentin knows where the backups are.';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'notes');
  procurement = await browserOf(product, organisation, 'procurement');
});

afterAll(() => product.close());

const pathOf = (id: string): string => `/api/respond/assessments/${id}/notes`;
const notesOf = async (browser: TestAgent, id: string) =>
  (await browser.get(pathOf(id)).expect(200)).body as { id: string; text: string; own: boolean }[];

async function asked() {
  const about = await aCase(procurement);
  const id = await sent(procurement, about);
  return { about, id, lead: await respondentOf(product, organisation, id) };
}

/** As a delegate of these sections, with a name of their own: the session is the lead's, made over. */
async function delegateOf(id: string, vendorId: string, sections: readonly string[]): Promise<TestAgent> {
  const browser = await respondentOf(product, organisation, id);
  const [contact] = await product.behindTheBack<{ id: string }>(
    `insert into app.contact (organisation_id, vendor_id, name, email)
     values ($1, $2, 'Dela Gate', 'dela-' || gen_random_uuid() || '@vendor.example') returning id`,
    [organisation.id, vendorId],
  );
  await product.behindTheBack(
    `update app.respondent_grant set sections = $2, contact_id = $3, contact_name = 'Dela Gate'
     where created_at = (select max(created_at) from app.respondent_grant where assessment_id = $1)`,
    [id, `{${sections.join(',')}}`, contact?.id],
  );
  return browser;
}

const write = (browser: TestAgent, id: string, wishes: object = {}) =>
  browser.post(pathOf(id)).send({ question: 'MA-19', text: WORDS, ...wishes });

describe('Notes among colleagues', () => {
  it('are read by all who may read the question, and by no delegate of another part', async () => {
    const { about, id, lead } = await asked();
    const inside = await delegateOf(id, about.vendorId, ['#MA-19']);
    const outside = await delegateOf(id, about.vendorId, ['B']);
    await write(lead, id).expect(201);
    await write(inside, id, { text: 'I ask her.' }).expect(201);
    await write(outside, id).expect(404);
    expect(await notesOf(inside, id)).toEqual([
      expect.objectContaining({ text: WORDS, own: false }),
      expect.objectContaining({ text: 'I ask her.', own: true, by: 'Dela Gate' }),
    ]);
    expect(await notesOf(outside, id)).toEqual([]);
  });

  it('are changed and withdrawn by whoever wrote them alone, upon what they saw', async () => {
    const { about, id, lead } = await asked();
    const inside = await delegateOf(id, about.vendorId, ['#MA-19']);
    const { body } = await write(lead, id).expect(201);
    const path = `${pathOf(id)}/${body.id}`;
    await inside.put(path).send({ text: 'Mine now', revision: 1 }).expect(404);
    await inside.delete(path).expect(404);
    await lead.put(path).send({ text: ' ', revision: 1 }).expect(422);
    await lead.put(path).send({ text: 'Ask Quentin.', revision: 1 }).expect(204);
    const stale = await lead.put(path).send({ text: 'Once more', revision: 1 }).expect(409);
    expect(stale.body).toMatchObject({
      code: 'stale-revision',
      present: { text: 'Ask Quentin.', revision: 2 },
    });
    await lead.delete(path).expect(204);
    await lead.delete(path).expect(404);
    expect(await notesOf(lead, id)).toEqual([]);
    const [row] = await product.behindTheBack<{ text: string }>(
      'select text from app.colleague_note where id = $1',
      [body.id],
    );
    expect(row?.text).toBe('');
  });

  it('stop with the answers, and stay readable for whoever may read those', async () => {
    const { id, lead } = await asked();
    await write(lead, id).expect(201);
    await write(lead, id, { question: 'NO-01' }).expect(404);
    await product.behindTheBack(
      `update app.assessment set state = 'submitted', submitted_at = app.now() where id = $1`,
      [id],
    );
    expect((await write(lead, id).expect(409)).body.code).toBe('assessment-closed');
    expect(await notesOf(lead, id)).toHaveLength(1);
  });

  it('are shown to no member, in no role, and stand in no line of the trail', async () => {
    const { about, id, lead } = await asked();
    await write(lead, id).expect(201);
    for (const role of ['procurement', 'reviewer', 'risk', 'admin', 'auditor'] as const) {
      const member = await browserOf(product, organisation, role);
      await member.get(pathOf(id)).expect(401);
      for (const path of [
        `/api/assessments/${id}`,
        `/api/assessments/${id}/delegations`,
        `/api/engagements/${about.engagementId}`,
        `/api/vendors/${about.vendorId}`,
      ]) {
        const { text } = await member.get(path).expect(200);
        expect(text).not.toContain('Quentin');
      }
    }
    const told = await product.behindTheBack(
      `select from app.audit_event where after::text ~ 'Quentin' or detail::text ~ 'Quentin' or what like '%note%'`,
    );
    expect(told).toEqual([]);
    const asMember = { kind: 'job', organisationId: organisation.id, name: 'spec' } as const;
    const read = await product.database.run(asMember, () =>
      product.database.query(
        'select from app.colleague_note n where n.organisation_id = :organisationId',
        {},
      ),
    );
    expect(read).toEqual([]);
  });

  it('go with the answers once their period is over, and not before', async () => {
    const { id, lead } = await asked();
    await write(lead, id).expect(201);
    const left = async () =>
      (await product.behindTheBack('select from app.colleague_note where assessment_id = $1', [id])).length;
    const answers = product.get(RetentionClasses).all.find(({ name }) => name === 'answers');
    const disposeOf = (before: string) =>
      product.asJobOf(organisation, async () => {
        await answers?.take?.({
          before,
          id: '00000000-0000-7000-8000-000000000001',
          unheld: { ofVendor: () => 'true' },
        } as never);
      });
    await product.behindTheBack(
      `update app.assessment set state = 'cancelled', sent_at = app.now() - interval '3 years' where id = $1`,
      [id],
    );
    await disposeOf('2000-01-01');
    expect(await left()).toBe(1);
    await disposeOf('2200-01-01');
    expect(await left()).toBe(0);
  });
});
