import type TestAgent from 'supertest/lib/agent';
import { textIn } from '@countersign/domain';
import { SubmissionCopies } from '@countersign/assessments';
import { MailSubjects, type MailRow } from '@countersign/notifications';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  submitted,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

// A whole assessment is some hundred requests, on a machine that others use too.
jest.setTimeout(120_000);

describe('The copy of a submission', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let procurement: TestAgent;
  let respondent: TestAgent;
  let id: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'copy');
    procurement = await browserOf(product, organisation, 'procurement');
    const about = await aCase(procurement);
    ({ assessmentId: id, respondent } = await submitted(product, { organisation, procurement, about }));
  });

  afterAll(() => product.close());

  const wordsFor = (sections: readonly string[] | null) =>
    product.asJobOf(organisation, () => product.get(SubmissionCopies).read(id, { sections }));
  const attach = async (payload: object) => {
    const attachment = product.get(MailSubjects).ruleOf('assessment-receipt')?.attachment;
    if (!attachment) throw new Error('The receipt has no attachment.');
    const make = await product.asJobOf(organisation, () =>
      attachment.prepare({ objectId: id, payload } as MailRow),
    );
    return make();
  };

  it('is the same tagged PDF for the vendor and for staff, and the same each time', async () => {
    const staffs = await procurement.get(`/api/assessments/${id}/submission-copy`).buffer(true).expect(200);
    const vendors = await respondent
      .get(`/api/respond/assessments/${id}/submission-copy`)
      .buffer(true)
      .expect(200);
    expect(staffs.headers['content-type']).toBe('application/pdf');
    expect(staffs.headers['content-disposition']).toMatch(
      /^attachment; filename.*answers-[0-9A-F-]{19}\.pdf$/,
    );
    expect(staffs.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(staffs.body.includes('pdfuaid:part')).toBe(true);
    expect(staffs.body.equals(vendors.body)).toBe(true);
  });

  it('says what was asked, what was answered, who signed and by which reference', async () => {
    const { receipt, submittedBy, serviceName, questionnaire } = (
      await respondent.get(`/api/respond/assessments/${id}`).expect(200)
    ).body;
    const { data } = await wordsFor(null);
    const told = JSON.stringify(data).replaceAll('\u200b', '');
    for (const word of [receipt, submittedBy, serviceName, textIn(questionnaire.questions[0].text)])
      expect(told).toContain(JSON.stringify(word).slice(1, -1));
    expect(told).not.toMatch(/"(weight|points|credit|note|verdict)"/);
  });

  it('holds of a delegate only the sections that were asked of them', async () => {
    const whole = (await wordsFor(null)).data as { sections: readonly object[] };
    expect(whole.sections.length).toBeGreaterThan(1);
    expect(await wordsFor([])).toMatchObject({ data: { sections: [], files: [] } });
  });

  it('goes with the receipt, and with no receipt of another submission', async () => {
    const [row] = await product.behindTheBack<{ payload: object }>(
      `select payload from app.notification where object_id = $1 and kind = 'assessment-receipt'`,
      [id],
    );
    expect(await attach(row?.payload ?? {})).toMatchObject({
      kind: 'attached',
      file: { mediaType: 'application/pdf', name: expect.stringMatching(/^answers-.*\.pdf$/) },
    });
    expect(await attach({ ...row?.payload, receipt: 'AAAA-BBBB-CCCC-DDDD' })).toEqual({ kind: 'outdated' });
  });

  it('is not there before anything was submitted', async () => {
    const open = await sent(procurement, await aCase(procurement));
    const vendor = await respondentOf(product, organisation, open);
    await vendor.get(`/api/respond/assessments/${open}/submission-copy`).expect(404);
    await procurement.get(`/api/assessments/${open}/submission-copy`).expect(404);
  });
});
