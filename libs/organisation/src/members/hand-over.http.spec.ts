import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  aVendorWithService,
  browserOf,
  recordedContract,
  submitted,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(60_000);

describe('The work of a member who leaves', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let admin: TestAgent;
  let leaver: TestMember;
  let successor: TestMember;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'leaving');
    admin = await browserOf(product, organisation, 'admin');
  });

  beforeEach(async () => {
    leaver = await product.aMember({ organisation, name: 'Lea Ver' });
    successor = await product.aMember({ organisation, name: 'Sue Cessor' });
  });

  afterAll(() => product.close());

  const handOver = (to: string) => admin.post(`/api/members/${leaver.id}/hand-over`).send({ to });
  const workOf = async (member: TestMember) =>
    (await admin.get(`/api/members/${member.id}/work`).expect(200)).body as unknown;

  it('goes to another, all of it, and each record tells', async () => {
    const service = await aVendorWithService(product, organisation, { ownerId: leaver.id });
    const contract = await recordedContract(product, leaver, service, { ownerId: leaver.id });
    await product.aMember({ organisation, leadId: leaver.id });
    const procurement = await browserOf(product, organisation, 'procurement');
    const { assessmentId } = await submitted(product, {
      organisation,
      procurement,
      about: await aCase(procurement),
    });
    const review = `/api/assessments/${assessmentId}/reviews/MA-16`;
    await (
      await product.signedInAs(leaver)
    )
      .put(review)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
    const all = { engagements: 1, contracts: 1, reviews: 1, led: 1 };
    expect(await workOf(leaver)).toEqual(all);

    await handOver(successor.id).expect(200, all);
    expect(await workOf(leaver)).toEqual({ engagements: 0, contracts: 0, reviews: 0, led: 0 });
    expect(await workOf(successor)).toEqual(all);
    const lines = await product.behindTheBack(
      `select object_kind, object_id, before ->> 'owner' as before, after ->> 'owner' as after
       from app.audit_event where what like '%.owner-changed' order by object_kind`,
    );
    const change = { before: 'Lea Ver', after: 'Sue Cessor' };
    expect(lines).toEqual([
      { object_kind: 'contract', object_id: contract, ...change },
      { object_kind: 'engagement', object_id: service.engagementId, ...change },
    ]);
  });

  it('meets an edit that was open meanwhile, which puts nobody back', async () => {
    const service = await aVendorWithService(product, organisation, { ownerId: leaver.id });
    const contract = await recordedContract(product, leaver, service, { ownerId: leaver.id });
    const shown = (await admin.get(`/api/contracts/${contract}`).expect(200)).body;
    const engagement = (await admin.get(`/api/engagements/${service.engagementId}`).expect(200)).body;
    await handOver(successor.id).expect(200);
    const procurement = await browserOf(product, organisation, 'procurement');
    const edits = [
      procurement.put(`/api/contracts/${contract}`).send({
        title: 'Corrected',
        ownerId: leaver.id,
        reason: 'Misread',
        revision: shown.revision,
      }),
      procurement.put(`/api/engagements/${service.engagementId}`).send({
        name: 'Corrected',
        description: engagement.description,
        ownerId: leaver.id,
        revision: engagement.detailsRevision,
      }),
    ];
    for (const edit of edits) await edit.expect(409, /"code":"stale-revision"/);
  });

  it('goes to nobody who is not there, deactivated or elsewhere, nor to the same', async () => {
    const gone = await product.aMember({ organisation });
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
    const stranger = await product.aMember({ organisation: await product.anOrganisation() });
    for (const to of [leaver.id, gone.id, stranger.id]) {
      const { body } = await handOver(to).expect(422);
      expect(body.fields).toEqual([{ field: 'to', message: 'Choose another active member.' }]);
    }
    await handOver('nobody').expect(422);
  });

  it('leaves a review to the next reviewer where the successor may not review', async () => {
    const procurement = await browserOf(product, organisation, 'procurement');
    const about = await aCase(procurement);
    const { assessmentId } = await submitted(product, { organisation, procurement, about });
    const review = `/api/assessments/${assessmentId}/reviews/MA-16`;
    await (
      await product.signedInAs(leaver)
    )
      .put(review)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
    const buyer = await product.aMember({ organisation, roles: ['procurement'] });
    await handOver(buyer.id).expect(200);
    const [row] = await product.behindTheBack<{ reviewer_id: string | null }>(
      'select reviewer_id from app.assessment where id = $1',
      [assessmentId],
    );
    expect(row).toEqual({ reviewer_id: null });
  });
});
