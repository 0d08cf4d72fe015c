import type TestAgent from 'supertest/lib/agent';
import { textIn } from '@countersign/domain';
import { SubmissionCopies } from '@countersign/assessments';
import { MailSubjects, type MailRow } from '@countersign/notifications';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  MailWorks,
  plain,
  respondentOf,
  sent,
  SmtpSink,
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

  const words = (of = id) => product.asJobOf(organisation, () => product.get(SubmissionCopies).read(of));
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
    const { data } = await words();
    const told = JSON.stringify(data).replaceAll('\u200b', '');
    for (const word of [receipt, submittedBy, serviceName, textIn(questionnaire.questions[0].text)])
      expect(told).toContain(JSON.stringify(word).slice(1, -1));
    expect(told).not.toMatch(/"(weight|points|credit|note|verdict)"/);
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

  it('arrives with the receipt, the same file that the vendor downloads', async () => {
    const sink = await new SmtpSink().start();
    const works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: null, leaseSeconds: 60 });
    await works.sendDue(organisation);
    const own = await respondent
      .get(`/api/respond/assessments/${id}/submission-copy`)
      .buffer(true)
      .expect(200);
    const [mail, ...others] = sink.received.filter(({ attachments }) => attachments.length > 0);
    expect(others).toEqual([]);
    expect(mail?.text).toContain('is attached as a PDF');
    expect(mail?.attachments).toEqual([
      { name: expect.stringMatching(/^answers-.*\.pdf$/), mediaType: 'application/pdf', bytes: own.body },
    ]);
    await works.stop();
    await sink.stop();
  });

  it('stays what was signed, whatever is settled, returned, corrected or cancelled later', async () => {
    const risk = await browserOf(product, organisation, 'risk');
    const reviewer = await browserOf(product, organisation, 'reviewer');
    const about = await aCase(procurement, { intake: { wireless: false } });
    const { assessmentId, respondent: vendor } = await submitted(product, {
      organisation,
      procurement,
      about,
      otherwise: { 'MA-10': 'yes' },
    });
    const signed = await words(assessmentId);
    // Shown because the vendor names what the intake does not.
    expect(JSON.stringify(signed)).toContain('MA-58');

    await risk
      .post(`/api/engagements/${about.engagementId}/scope/settle`)
      .send({ assessmentId, fact: 'wireless', kind: 'set-aside', reason: 'Another site' })
      .expect(200);
    expect(await words(assessmentId)).toEqual(signed);

    await reviewer
      .post(`/api/assessments/${assessmentId}/return`)
      .send({ message: 'Once more, please' })
      .expect(200);
    const again = await respondentOf(product, organisation, assessmentId);
    const path = `/api/respond/assessments/${assessmentId}`;
    const { answers } = (await again.get(path).expect(200)).body;
    await again
      .put(`${path}/answers/MA-08`)
      .send({ value: plain('no'), base: answers['MA-08'].revision })
      .expect(200);
    expect(await words(assessmentId)).toEqual(signed);

    await procurement
      .post(`/api/assessments/${assessmentId}/cancel`)
      .send({ reason: 'The deal fell through' })
      .expect(200);
    expect(await words(assessmentId)).toEqual(signed);
    await vendor.get(`${path}/submission-copy`).expect(401);

    // Of what was submitted before anybody kept any of it, the copy says what the scope shows by now.
    await product.behindTheBack(
      'update app.assessment set submitted_scope = null, facts_submitted = null where id = $1',
      [assessmentId],
    );
    expect(JSON.stringify(await words(assessmentId))).not.toContain('MA-58');
  });

  it('is not there before anything was submitted', async () => {
    const open = await sent(procurement, await aCase(procurement));
    const vendor = await respondentOf(product, organisation, open);
    await vendor.get(`/api/respond/assessments/${open}/submission-copy`).expect(404);
    await procurement.get(`/api/assessments/${open}/submission-copy`).expect(404);
  });
});
