import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import {
  publish,
  visibleQuestions,
  type AnswerContext,
  type AnswerValue,
  type CompiledQuestionnaire,
  type Gate,
  type IntakeFacts,
} from '@countersign/domain';
import type TestAgent from 'supertest/lib/agent';
import { FoundOrganisation, hashToken, InvitationCodes, mintToken, modelAnswer, type Role } from '#product';
import { anIntake } from './an-intake';
import type { TestOrganisation, TestProduct } from './product';
import { seeingAgent } from './seeing-agent';

/** Shows all 72 questions of the shipped questionnaire: 197 points of weight. */
export const fullIntake = anIntake({
  dataElements: ['ssn', 'card'],
  access: 'store',
  media: ['electronic', 'paper', 'removable'],
  portable: true,
  wireless: true,
  subcontractors: true,
  laws: ['glba'],
});

/** What the answers name beside `fullIntake`: with it nothing of the scope is left to settle. */
export const asAnswered = { residentsMassachusetts: 'r3', reports: ['soc2'] };

/** Says the same scope as `fullIntake`, so that nothing is disputed and no question is hidden. */
export const fullScope: Readonly<Record<string, unknown>> = {
  'MA-02': ['ssn', 'card'],
  'MA-05': ['electronic', 'paper', 'removable'],
  'MA-08': 'yes',
  'MA-09': 'yes',
  'MA-10': 'yes',
  'MA-11': 'yes',
  'MA-12': ['glba'],
};

/** An organisation that can work at once, as the product founds it. */
export async function aFoundedOrganisation(product: TestProduct, slug: string): Promise<TestOrganisation> {
  const organisation = { name: `The ${slug} company`, slug, timeZone: 'America/New_York' };
  const { id } = await product.get(FoundOrganisation).found(organisation);
  return { ...organisation, id };
}

/** One browser of a member with this role alone. */
export async function browserOf(
  product: TestProduct,
  organisation: TestOrganisation,
  role: Role,
): Promise<TestAgent> {
  return product.signedInAs(await product.aMember({ organisation, roles: [role] }));
}

export interface Case {
  readonly vendorId: string;
  readonly contactId: string;
  readonly engagementId: string;
}

let cases = 0;

/** Procurement brings a vendor with one contact and one engagement in. */
export async function aCase(
  procurement: TestAgent,
  wishes: { readonly vendor?: string; readonly intake?: Partial<IntakeFacts> } = {},
): Promise<Case> {
  const number = ++cases;
  const vendor = await procurement
    .post('/api/vendors')
    .send({
      name: wishes.vendor ?? `Vendor ${number}`,
      website: null,
      country: 'US',
      notes: null,
      contact: { name: `Vera Vendor ${number}`, email: `vera-${number}@vendor.example`, title: null },
    })
    .expect(201);
  const engagement = await procurement
    .post(`/api/vendors/${vendor.body.id}/engagements`)
    .send({
      name: `Service ${number}`,
      description: null,
      ownerId: null,
      intake: { ...fullIntake, ...wishes.intake },
    })
    .expect(201);
  return {
    vendorId: vendor.body.id as string,
    contactId: vendor.body.contacts[0].id as string,
    engagementId: engagement.body.id as string,
  };
}

/** The revision that the assessment's page shows of what is said of an answer; 0 where nobody has judged it. */
export async function reviewRevision(
  reviewer: TestAgent,
  assessmentId: string,
  question: string,
): Promise<number> {
  const { body } = await reviewer.get(`/api/assessments/${assessmentId}`).expect(200);
  const { reviews } = body as { reviews: Readonly<Record<string, { readonly revision: number }>> };
  return reviews[question]?.revision ?? 0;
}

/** A reviewer accepts every knock-out answer that nobody has judged yet. */
export async function judgeKnockouts(reviewer: TestAgent, engagementId: string): Promise<void> {
  const { body } = await reviewer.get(`/api/engagements/${engagementId}`).expect(200);
  const { gates } = body as { gates: readonly Gate[] };
  for (const { code, parameters } of gates.flatMap(({ blockedBy }) => blockedBy)) {
    if (code !== 'knockout-not-judged') continue;
    await reviewer
      .put(`/api/assessments/${parameters['assessmentId']}/reviews/${parameters['question']}`)
      .send({ verdict: 'accepted', note: null })
      .expect(200);
  }
}

export async function sent(
  procurement: TestAgent,
  about: Case,
  dueOn = '2099-12-31',
  questionnaireVersionId: string | null = null,
): Promise<string> {
  const { body } = await procurement
    .post(`/api/engagements/${about.engagementId}/assessments`)
    .send({
      questionnaireVersionId,
      contactId: about.contactId,
      dueOn,
      message: 'Please answer.',
      confirmed: 'Asked once more.',
    })
    .expect(201);
  return body.id as string;
}

/** A token as the mail would carry it; only its hash is stored. */
export async function aLinkTo(
  product: TestProduct,
  organisation: TestOrganisation,
  assessmentId: string,
): Promise<string> {
  const token = mintToken();
  await product.asJobOf(organisation, () =>
    product.database.query(
      `insert into app.invitation_token (organisation_id, token_hash, invitation_id)
       select i.organisation_id, :tokenHash, i.id from app.invitation i where i.assessment_id = :assessmentId
       order by i.revoked_at is not null, i.id limit 1`,
      { tokenHash: hashToken(token), assessmentId },
    ),
  );
  return token;
}

/** A code as the mail would carry it. */
export async function aCodeFor(
  product: TestProduct,
  organisation: TestOrganisation,
  assessmentId: string,
): Promise<string> {
  return product.asJobOf(organisation, async () => {
    const invited = await product.database.one<{ contactId: string; recipient: string }>(
      `select i.contact_id, c.email as recipient
       from app.invitation i
       join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
       where i.organisation_id = :organisationId and i.assessment_id = :assessmentId and i.revoked_at is null`,
      { assessmentId },
    );
    return product.get(InvitationCodes).mint({ objectId: assessmentId, ...invited });
  });
}

/** What opens an assessment of any tier: a link, and the code that may be asked for. */
export async function aWayInto(
  product: TestProduct,
  organisation: TestOrganisation,
  assessmentId: string,
): Promise<{ readonly token: string; readonly code: string }> {
  return {
    token: await aLinkTo(product, organisation, assessmentId),
    code: await aCodeFor(product, organisation, assessmentId),
  };
}

/** A vendor's browser in which the mailed link has been opened. */
export async function respondentOf(
  product: TestProduct,
  organisation: TestOrganisation,
  assessmentId: string,
  browser: TestAgent = product.browser(),
): Promise<TestAgent> {
  const link = await aWayInto(product, organisation, assessmentId);
  await browser.post('/api/respond/exchange').send(link).expect(200, { assessmentId });
  return seeingAgent(browser);
}

/** The cookie alone, for a client that keeps none. */
export async function respondentCookieOf(
  product: TestProduct,
  organisation: TestOrganisation,
  assessmentId: string,
): Promise<string> {
  const link = await aWayInto(product, organisation, assessmentId);
  const { headers } = await product.browser().post('/api/respond/exchange').send(link).expect(200);
  return /[^;]+/.exec(headers['set-cookie']?.[0] ?? '')?.[0] ?? '';
}

export const plain = (answer: unknown): AnswerValue => ({ answer, followUps: {}, naReason: null });

const { document: shipped } = publish(shippedQuestionnaire, factCatalogue);

/** Answers whatever is shown until nothing new appears. */
export async function answerEverything(
  respondent: TestAgent,
  assessmentId: string,
  otherwise: Readonly<Record<string, unknown>> = fullScope,
  questionnaire: CompiledQuestionnaire = shipped,
): Promise<void> {
  const path = `/api/respond/assessments/${assessmentId}`;
  const { body } = await respondent.get(path).expect(200);
  const { facts, elsewhere, today } = body as Pick<AnswerContext, 'elsewhere'> & {
    facts: IntakeFacts;
    today: string;
  };
  const wanted = { today, contactName: 'Vera Vendor', contactTitle: 'CISO', otherwise };
  const answers: Record<string, AnswerValue> = {};
  for (;;) {
    const shown = new Set(visibleQuestions(questionnaire, { answers, facts, elsewhere, today }));
    const open = questionnaire.questions.filter(({ id }) => shown.has(id) && !Object.hasOwn(answers, id));
    if (open.length === 0) return;
    for (const question of open) {
      const value = modelAnswer(question, wanted, { questionnaire, answers, facts });
      await respondent.put(`${path}/answers/${question.id}`).send({ value, base: 0 }).expect(200);
      answers[question.id] = value;
    }
  }
}

/** Signs answers that were returned once more, with the same name and day. */
export async function signAnew(respondent: TestAgent, assessmentId: string): Promise<void> {
  const path = `/api/respond/assessments/${assessmentId}`;
  const { body } = await respondent.get(path).expect(200);
  const { answers, questionnaire } = body as {
    answers: Record<string, { value: AnswerValue; revision: number }>;
    questionnaire: CompiledQuestionnaire;
  };
  for (const { id } of questionnaire.questions.filter(({ type }) => type === 'attestation')) {
    const given = answers[id];
    if (given === undefined) continue;
    const { value, revision: base } = given;
    await respondent.put(`${path}/answers/${id}`).send({ value, base }).expect(200);
  }
}

/** Says of each returned answer that it stands, and signs anew. */
export async function standByReturned(respondent: TestAgent, assessmentId: string): Promise<void> {
  const path = `/api/respond/assessments/${assessmentId}`;
  const { body } = await respondent.get(path).expect(200);
  const { returned } = body as {
    returned: { questions: readonly { question: string; note: string | null }[] } | null;
  };
  for (const { question, note } of returned?.questions ?? [])
    if (note !== null)
      await respondent
        .put(`${path}/returned/${question}`)
        .send({ because: 'As we said.', revision: 0 })
        .expect(204);
  if (returned !== null) await signAnew(respondent, assessmentId);
}

/** Sent, opened, answered in full and submitted. */
export async function submitted(
  product: TestProduct,
  {
    organisation,
    procurement,
    about,
    otherwise,
    asked,
  }: {
    readonly organisation: TestOrganisation;
    readonly procurement: TestAgent;
    readonly about: Case;
    readonly otherwise?: Readonly<Record<string, unknown>>;
    /** Another questionnaire than the one that is sent where nobody chose. */
    readonly asked?: { readonly versionId: string; readonly questionnaire: CompiledQuestionnaire };
  },
): Promise<{ readonly assessmentId: string; readonly respondent: TestAgent }> {
  const assessmentId = await sent(procurement, about, undefined, asked?.versionId);
  const respondent = await respondentOf(product, organisation, assessmentId);
  await answerEverything(respondent, assessmentId, { ...fullScope, ...otherwise }, asked?.questionnaire);
  await respondent.post(`/api/respond/assessments/${assessmentId}/submit`).send({}).expect(200);
  return { assessmentId, respondent };
}
