import type TestAgent from 'supertest/lib/agent';
import type { TestOrganisation, TestProduct } from './product';
import { contractBody, yearlyTerms, type VendorWithService } from './contract-builders';
import {
  aCase,
  aFoundedOrganisation,
  browserOf,
  respondentCookieOf,
  respondentOf,
  sent,
  submitted,
} from './respondent-builders';

export interface MatrixRecords {
  readonly organisation: TestOrganisation;
  readonly ids: Readonly<Record<string, string>>;
  /** A browser of the vendor's side in which the link to `ids.assessment` has been opened. */
  respondent(): TestAgent;
  /** The cookie of one more such browser. */
  respondentCookie(): Promise<string>;
  /** The same for another assessment of the same organisation. */
  otherRespondent(): TestAgent;
}

interface Found {
  readonly id: string;
}

interface FoundFinding extends Found {
  readonly knockout: boolean;
}

/** Ends by itself, after a further term that both sides agreed. */
const endingTerms = yearlyTerms('2026-01-01', {
  renewal: { kind: 'none' },
  agreedTerms: [{ lastDay: '2027-12-31', signedOn: '2026-02-01' }],
});

interface NoticedContract extends Found {
  readonly notices: readonly Found[];
}

/** Its notice came too late for its first term. */
async function aNoticedContract(procurement: TestAgent, about: VendorWithService): Promise<NoticedContract> {
  const terms = yearlyTerms('2026-01-01', { initial: { kind: 'months', months: 2 } });
  const { body } = await procurement.post('/api/contracts').send(contractBody(about, { terms })).expect(201);
  const noticed = await procurement
    .post(`/api/contracts/${(body as Found).id}/notices`)
    .send({
      sentOn: '2026-01-20',
      receivedOn: null,
      way: 'Letter',
      proof: null,
      reason: 'We leave',
      revision: 1,
    })
    .expect(200);
  return noticed.body as NoticedContract;
}

/** A vendor that was recorded twice, and is one again. */
async function aMergedVendor(
  procurement: TestAgent,
): Promise<{ readonly into: string; readonly id: string }> {
  const { vendorId: into } = await aCase(procurement);
  const { vendorId: duplicateId } = await aCase(procurement);
  const { body } = await procurement
    .post(`/api/vendors/${into}/merge`)
    .send({ duplicateId, duplicateRevision: 1, revision: 1 })
    .expect(200);
  return { into, id: (body as { recentMerges: Found[] }).recentMerges[0]?.id ?? '' };
}

/** One organisation with one of everything that a route can name. */
export async function matrixRecords(product: TestProduct, slug: string): Promise<MatrixRecords> {
  const organisation = await aFoundedOrganisation(product, slug);
  const procurement = await browserOf(product, organisation, 'procurement');
  const about = await aCase(procurement);
  const assessment = await sent(procurement, about);
  const other = await sent(procurement, await aCase(procurement));
  const done = await submitted(product, {
    organisation,
    procurement,
    about: await aCase(procurement),
    otherwise: { 'MA-57': 'no', 'MA-40': 'no' },
  });
  const respondent = await respondentOf(product, organisation, assessment);
  const otherRespondent = await respondentOf(product, organisation, other);
  const evidence = await respondent
    .post(`/api/respond/assessments/${assessment}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'policy.txt')
    .send(Buffer.from('policy'))
    .expect(201);
  const seen = await procurement.get(`/api/assessments/${done.assessmentId}`).expect(200);
  const questionnaires = await procurement.get('/api/questionnaires').expect(200);
  const contract = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
  const noticed = await aNoticedContract(procurement, await aCase(procurement));
  const document = await procurement
    .post(`/api/contracts/${noticed.id}/documents?about=notice&of=${noticed.notices[0]?.id}`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'receipt.txt')
    .send(Buffer.from('RR 123 US'))
    .expect(200);
  const fixed = await procurement
    .post('/api/contracts')
    .send(contractBody(await aCase(procurement), { terms: endingTerms }))
    .expect(201);
  const merged = await aMergedVendor(procurement);
  const member = await product.aMember({ organisation });
  await product.signedInAs(member);
  const [memberSession] = await product.behindTheBack<Found>(
    'select id from app.member_session where member_id = $1',
    [member.id],
  );
  const [passkey] = await product.behindTheBack<Found>(
    `insert into app.passkey (organisation_id, member_id, credential_id, public_key, counter, name, backed_up)
     values ($1, $2, sha256('a credential'), sha256('a key'), 0, 'Phone', false) returning id`,
    [organisation.id, member.id],
  );
  const [memberInvitation] = await product.behindTheBack<Found>(
    `insert into app.member_invitation (organisation_id, email, name, roles, invited_by_name, expires_at)
     values ($1, 'invited@buyer.example', 'Invited', '{auditor}', 'Somebody', now() + interval '7 days') returning id`,
    [organisation.id],
  );
  const [apiToken] = await product.behindTheBack<Found>(
    `insert into app.api_token (organisation_id, member_id, name, scopes, token_hash, expires_at)
     values ($1, $2, 'Export', '{vendor.read}', sha256(uuidv7()::text::bytea), now() + interval '1 day') returning id`,
    [organisation.id, member.id],
  );
  const [dataJob] = await product.behindTheBack<Found>(
    `insert into app.data_job (organisation_id, kind, state, requested_by_name) values ($1, 'export', 'done', 'Somebody')
     returning id`,
    [organisation.id],
  );
  const [legalHold] = await product.behindTheBack<Found>(
    `insert into app.legal_hold (organisation_id, reason, by_name) values ($1, 'A claim', 'Somebody') returning id`,
    [organisation.id],
  );
  const [suppressedAddress] = await product.behindTheBack<Found>(
    `insert into app.suppressed_address (organisation_id, address, reason)
     values ($1, 'gone@harbor.example', '550 5.1.1 No such user') returning id`,
    [organisation.id],
  );
  // One whose day has passed, so that the risk may be accepted anew.
  const [acceptance] = await product.behindTheBack<Found>(
    `insert into app.risk_acceptance
       (organisation_id, engagement_id, rating, knockouts, findings, reason, until, by_member_id, by_name)
     values ($1, $2, 'high', '{}', '{}', 'For the year', '2020-01-01', $3, 'Somebody') returning id`,
    [organisation.id, about.engagementId, member.id],
  );
  const risk = await browserOf(product, organisation, 'risk');
  const overridden = await risk
    .post(`/api/engagements/${about.engagementId}/tier-overrides`)
    .send({ tier: 2, until: '2099-12-31', reason: 'A pilot' })
    .expect(201);
  const contractId = (contract.body as Found).id;
  const [task] = await product.behindTheBack<Found>(
    `update app.contract set owner_id = null where id = $1
     returning overlay(overlay(
       md5('contract-ownerless/' || id || '/') placing '3' from 13) placing '8' from 17)::uuid as id`,
    [contractId],
  );
  const colleague = await product.aMember({ organisation });
  const [absence] = await product.behindTheBack<Found>(
    `insert into app.absence (organisation_id, member_id, deputy_id, from_on, until_on)
     values ($1, $2, $3, '2098-01-01', '2098-01-05') returning id`,
    [organisation.id, member.id, colleague.id],
  );
  const note = await procurement
    .post('/api/notes')
    .send({
      vendorId: about.vendorId,
      kind: 'note',
      happenedOn: '2026-01-02',
      text: 'They wrote.',
      mentions: [],
    })
    .expect(201);
  const [colleagueNote] = await product.behindTheBack<Found>(
    `insert into app.colleague_note (organisation_id, assessment_id, question, section, text, by_contact_id, by_name)
     values ($1, $2, 'MA-08', 'A', 'Ask IT.', $3, 'Vera Vendor') returning id`,
    [organisation.id, assessment, about.contactId],
  );
  return {
    organisation,
    ids: {
      vendor: about.vendorId,
      contact: about.contactId,
      duplicate: (await aCase(procurement)).vendorId,
      mergedInto: merged.into,
      merge: merged.id,
      engagement: about.engagementId,
      assessment,
      // Nobody has asked to pass it on.
      passing: '00000000-0000-7000-8000-000000000001',
      delegation: '00000000-0000-7000-8000-000000000001',
      colleagueNote: colleagueNote?.id ?? '',
      submitted: done.assessmentId,
      evidence: (evidence.body as Found).id,
      // An ordinary one: a knock-out is judged by other rules.
      finding:
        (seen.body as { findings: FoundFinding[] }).findings.find(({ knockout }) => !knockout)?.id ?? '',
      acceptance: acceptance?.id ?? '',
      override: (overridden.body as { tierOverrides: Found[] }).tierOverrides[0]?.id ?? '',
      contract: contractId,
      noticedContract: noticed.id,
      notice: noticed.notices[0]?.id ?? '',
      contractDocument: (document.body as { documents: Found[] }).documents[0]?.id ?? '',
      fixedContract: (fixed.body as Found).id,
      questionnaire: (questionnaires.body as { items: Found[] }).items[0]?.id ?? '',
      member: member.id,
      colleague: colleague.id,
      memberSession: memberSession?.id ?? '',
      passkey: passkey?.id ?? '',
      memberInvitation: memberInvitation?.id ?? '',
      apiToken: apiToken?.id ?? '',
      dataJob: dataJob?.id ?? '',
      legalHold: legalHold?.id ?? '',
      suppressedAddress: suppressedAddress?.id ?? '',
      task: task?.id ?? '',
      absence: absence?.id ?? '',
      note: (note.body as Found).id,
    },
    respondent: () => respondent,
    respondentCookie: () => respondentCookieOf(product, organisation, assessment),
    otherRespondent: () => otherRespondent,
  };
}
