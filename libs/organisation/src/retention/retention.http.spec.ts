import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import { Audit, Sealer, verifyAudit } from '@countersign/audit';
import { classTextInWords, KeyRing, RetentionClasses } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
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
import { Disposal } from './disposal';
import type { RetentionRule } from './retention.dto';

jest.setTimeout(120_000);

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let admin: TestAgent;
let auditor: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'keeping');
  procurement = await browserOf(product, organisation, 'procurement');
  admin = await browserOf(product, organisation, 'admin');
  auditor = await browserOf(product, organisation, 'auditor');
});

afterAll(() => product.close());

async function rule(name: string): Promise<RetentionRule> {
  const { body } = await admin.get('/api/retention').expect(200);
  return body.classes.find((each: RetentionRule) => each.class === name);
}

const past = async (name: string): Promise<number> => (await rule(name)).nextDisposal.rows;

/** An assessment with one answer and one file that was closed so long ago. */
async function anEndedCase(ago: string): Promise<Case & { assessmentId: string }> {
  const about = await aCase(procurement);
  const assessmentId = await sent(procurement, about);
  const respondent = await respondentOf(product, organisation, assessmentId);
  const path = `/api/respond/assessments/${assessmentId}`;
  await respondent
    .put(`${path}/answers/MA-01`)
    .send({ value: plain('We host it.'), base: 0 })
    .expect(200);
  await respondent
    .post(`${path}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'policy.txt')
    .send(Buffer.from('Our policy.'))
    .expect(201);
  await product.behindTheBack(
    `update app.assessment set state = 'closed', closed_at = app.now() - $2::interval where id = $1`,
    [assessmentId, ago],
  );
  return { ...about, assessmentId };
}

const answersOf = (assessmentId: string) =>
  product.behindTheBack<{ by_name: string; value: { answer: unknown }; kept: boolean }>(
    `select by_name, value, who_salt is null and what_salt is null and who_digest is not null as kept
     from app.answer_revision where assessment_id = $1`,
    [assessmentId],
  );
const evidenceOf = (assessmentId: string) =>
  product.behindTheBack('select id from app.evidence where assessment_id = $1', [assessmentId]);
const storedFiles = async () => {
  const entries = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
};
const dispose = () => product.get(Disposal).dispose(organisation.id);
const recorded = (what: string) =>
  product.behindTheBack<{ detail: Record<string, unknown> }>(
    'select detail from app.audit_event where organisation_id = $1 and what = $2',
    [organisation.id, what],
  );

async function expectVerified(): Promise<void> {
  await product.get(Sealer).seal(organisation.id);
  const keys = product.get(KeyRing);
  const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
  expect(reports.map(({ fault }) => fault)).toEqual(reports.map(() => null));
}

describe('The daily round', () => {
  it('takes changes out of the outbox after their thirty days, of which nobody else keeps them', async () => {
    await product.behindTheBack(
      `insert into app.outbox_change (organisation_id, kind, subjects, at)
       select $1, 'spec', '{"at": "then"}', app.now() - days * interval '1 day' from unnest('{31,29}'::int[]) days`,
      [organisation.id],
    );
    await dispose();
    const left = await product.behindTheBack<{ days: number }>(
      `select extract(day from app.now() - at)::int as days from app.outbox_change where kind = 'spec'`,
    );
    expect(left).toEqual([{ days: 29 }]);
  });
});

describe('The periods', () => {
  it('are the product’s own until somebody sets others, each with its reason in words', async () => {
    const { body } = await auditor.get('/api/retention').expect(200);
    const contributed = product.get(RetentionClasses).all.map(({ name }) => name);
    expect(contributed).toEqual(
      expect.arrayContaining(['answers', 'audit', 'evidence', 'incidents', 'mail', 'notes', 'passing-on']),
    );
    expect(body.classes.map((rule: { class: string }) => rule.class)).toEqual(contributed);
    for (const rule of body.classes) {
      const { title, defaultMonths, minimumMonths, reason, keptFrom, disposed } = product
        .get(RetentionClasses)
        .find(rule.class)!;
      expect(rule).toMatchObject({ defaultMonths, minimumMonths });
      for (const [field, text] of Object.entries({ title, reason, keptFrom, disposed })) {
        expect(text).toMatchObject({ parameters: {} });
        expect(rule[field]).toBe(classTextInWords(text));
      }
      expect(rule.months).toBe(defaultMonths);
      expect(rule.disposed).toContain('c. 93I s. 2');
    }
    expect(body.holds).toEqual([]);
  });

  it('are set by an administrator, not below the least, with a line in the trail', async () => {
    const { body } = await admin.put('/api/retention/mail').send({ months: 12 }).expect(200);
    expect([body.class, body.months, body.revision]).toEqual(['mail', 12, 1]);
    const refused = await admin.put('/api/retention/mail').send({ months: 5, revision: 1 }).expect(422);
    expect(refused.body.fields[0]).toMatchObject({ field: 'months' });
    await admin.put('/api/retention/gossip').send({ months: 12 }).expect(404);
    await auditor.put('/api/retention/mail').send({ months: 12 }).expect(403);
    const lines = await product.behindTheBack(
      `select before, after from app.audit_event where what = 'retention.changed'`,
    );
    expect(lines).toEqual([{ before: { class: 'mail', months: 24 }, after: { class: 'mail', months: 12 } }]);
    await admin.put('/api/retention/mail').send({ months: 24, revision: 1 }).expect(200);
  });

  it('tell whoever saw an older one what another has set, and overwrite nothing', async () => {
    const seen = await rule('incidents');
    const other = await browserOf(product, organisation, 'admin');
    const set = { months: seen.months + 12, revision: seen.revision };
    const { body: saved } = await other.put('/api/retention/incidents').send(set).expect(200);
    const late = { months: seen.months + 24, revision: seen.revision };
    const { body: refused } = await admin.put('/api/retention/incidents').send(late).expect(409);
    expect(refused).toMatchObject({ code: 'stale-revision', present: saved });
    expect(await rule('incidents')).toEqual(saved);
    await admin
      .put('/api/retention/incidents')
      .send({ ...late, revision: refused.present.revision })
      .expect(200);
    expect(await rule('incidents')).toMatchObject({ months: late.months, revision: seen.revision + 2 });
  });

  it('are set by one of two who set one at once', async () => {
    const { months, revision } = await rule('evidence');
    const other = await browserOf(product, organisation, 'admin');
    const answers = await Promise.all(
      [admin, other].map((browser, at) =>
        browser.put('/api/retention/evidence').send({ months: months + 1 + at, revision }),
      ),
    );
    const [first, second] = answers.sort((a, b) => a.status - b.status);
    expect([first?.status, second?.status]).toEqual([200, 409]);
    expect(second?.body.present).toEqual(first?.body);
    const back = { months, revision: revision + 1 };
    await admin.put('/api/retention/evidence').send(back).expect(200);
  });
});

async function waiting(): Promise<number> {
  const rows = await product.behindTheBack(
    `select from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like 'UPDATE "app"."legal_hold"%'`,
  );
  return rows.length;
}

describe('A legal hold', () => {
  it('is placed and ended with a reason, and only once', async () => {
    const about = await aCase(procurement);
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'A claim', vendorId: about.vendorId, until: '2099-01-01' })
      .expect(201);
    expect(hold).toMatchObject({
      vendorId: about.vendorId,
      reason: 'A claim',
      until: '2099-01-01',
      endedAt: null,
    });
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: ' ' }).expect(422);
    const { body: ended } = await admin
      .post(`/api/retention/holds/${hold.id}/end`)
      .send({ reason: 'Settled' })
      .expect(200);
    expect(ended).toMatchObject({ endedReason: 'Settled', endedAt: expect.any(String) });
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Again' }).expect(409);
    await admin
      .post('/api/retention/holds')
      .send({ reason: 'x', vendorId: null, until: '2001-01-01' })
      .expect(422);
    const other = await product.anOrganisation();
    const stranger = await product.signedInAs(
      await product.aMember({ organisation: other, roles: ['admin'] }),
    );
    await stranger.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Not mine' }).expect(404);
    const foreign = { reason: 'x', vendorId: about.vendorId, until: null };
    await stranger.post('/api/retention/holds').send(foreign).expect(404);
  });

  it('is ended by one of those who end it at once, with one line in the trail', async () => {
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'Two tabs', vendorId: null, until: null })
      .expect(201);
    const client = new Client({ connectionString: product.testDatabase.adminUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select from app.legal_hold where id = $1 for update', [hold.id]);
    const ending = ['A', 'B', 'C'].map(async (reason) => {
      const { status, body } = await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason });
      return { status, body: body as { endedReason?: string } };
    });
    // All of them have found the hold open and wait for its row.
    while ((await waiting()) < ending.length) await setTimeout(20);
    await client.query('rollback');
    await client.end();
    const endings = await Promise.all(ending);
    expect(endings.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const lines = await product.behindTheBack<{ reason: string }>(
      `select after ->> 'reason' as reason from app.audit_event where what = 'hold.ended' and object_id = $1`,
      [hold.id],
    );
    const kept = endings.find(({ status }) => status === 200)?.body.endedReason;
    expect(lines).toEqual([{ reason: kept }]);
  });
});

describe('The disposal', () => {
  it('destroys answers and files of assessments past their period and no others, and says so', async () => {
    const old = await anEndedCase('8 years');
    const young = await anEndedCase('6 years');
    const held = await anEndedCase('8 years');
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'A claim', vendorId: held.vendorId, until: null })
      .expect(201);
    await product.get(Sealer).seal(organisation.id);
    expect([await past('answers'), await past('evidence')]).toEqual([1, 1]);
    const files = await storedFiles();

    await dispose();

    expect(await answersOf(old.assessmentId)).toEqual([
      { by_name: 'erased', value: { answer: null, followUps: {}, naReason: null }, kept: true },
    ]);
    expect(await evidenceOf(old.assessmentId)).toEqual([]);
    expect(await storedFiles()).toBe(files - 1);
    for (const kept of [young, held]) {
      expect((await answersOf(kept.assessmentId))[0]?.value.answer).toBe('We host it.');
      expect(await evidenceOf(kept.assessmentId)).toHaveLength(1);
    }
    expect(await recorded('answers.erased')).toEqual([
      { detail: expect.objectContaining({ rows: 1, months: 84, rule: 'M.G.L. c. 93I s. 2' }) },
    ]);
    expect(await recorded('evidence.erased')).toHaveLength(1);
    expect([await past('answers'), await past('evidence')]).toEqual([0, 0]);
    await expectVerified();

    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Settled' }).expect(200);
    expect(await past('answers')).toBe(1);
  });

  it('takes whom a questionnaire was passed on to with the period of what was asked, and leaves that it was', async () => {
    const passed = async (ago: string): Promise<string> => {
      const { assessmentId } = await anEndedCase(ago);
      const [row] = await product.behindTheBack<{ id: string }>(
        `insert into app.passing_on (organisation_id, assessment_id, invitation_id, by_name, to_name, to_email, note, state,
           decided_at, decided_by, decided_because)
         select i.organisation_id, i.assessment_id, i.id, 'Vera Vendor', 'Nora Right', 'nora@vendor.example', 'She leads.',
           'refused', now(), 'Paula Buyer', 'Unknown to us'
         from app.invitation i where i.assessment_id = $1 returning id`,
        [assessmentId],
      );
      return row?.id ?? '';
    };
    const old = await passed('8 years');
    const young = await passed('6 years');
    expect(await past('passing-on')).toBe(1);
    await dispose();
    const read = async (id: string) =>
      (
        await product.behindTheBack(
          `select by_name, to_name, to_email, note, decided_by, decided_because, state from app.passing_on where id = $1`,
          [id],
        )
      )[0];
    expect(await read(old)).toEqual({
      by_name: 'erased',
      to_name: 'erased',
      to_email: 'erased',
      note: null,
      decided_by: 'erased',
      decided_because: null,
      state: 'refused',
    });
    expect(await read(young)).toMatchObject({ by_name: 'Vera Vendor', to_email: 'nora@vendor.example' });
    expect(await recorded('passing-on.erased')).toEqual([
      { detail: expect.objectContaining({ class: 'passing-on', rows: 1, months: 84 }) },
    ]);
    expect(await past('passing-on')).toBe(0);
    await expectVerified();
  });

  it('destroys what members answered from public documents, also where the vendor answered nothing', async () => {
    const reviewer = await browserOf(product, organisation, 'reviewer');
    const research = async (ago: string) => {
      const assessmentId = await sent(procurement, await aCase(procurement));
      const respondent = await respondentOf(product, organisation, assessmentId);
      await respondent
        .post(`/api/respond/assessments/${assessmentId}/decline`)
        .send({ scope: 'questionnaire', because: 'It is published.' })
        .expect(200);
      await reviewer
        .put(`/api/assessments/${assessmentId}/public-answers/MA-17`)
        .send({
          says: 'Laptops are encrypted.',
          sourceTitle: 'Trust centre',
          sourceAddress: 'https://vendor.example/trust',
          seenOn: '2026-01-02',
          revision: 0,
        })
        .expect(200);
      await product.behindTheBack(
        `update app.assessment set state = 'cancelled', sent_at = app.now() - $2::interval where id = $1`,
        [assessmentId, ago],
      );
      return assessmentId;
    };
    const [old, young] = [await research('8 years'), await research('6 years')];
    const before = await past('answers');
    const kept = () =>
      product.behindTheBack<{ id: string }>(
        'select assessment_id as id from app.public_answer where assessment_id = any ($1)',
        [[old, young]],
      );
    expect(await kept()).toHaveLength(2);
    expect(before).toBeGreaterThan(0);
    await dispose();
    expect(await kept()).toEqual([{ id: young }]);
    expect(await past('answers')).toBe(0);
  });

  it('takes mail and the trail past their periods, but nothing while anything is held', async () => {
    await product.asJobOf(organisation, () =>
      product
        .get(Audit)
        .record({ what: 'spec.done', object: { kind: 'vendor', id: null }, after: { a: 'secret' } }),
    );
    await product.behindTheBack(
      `insert into app.notification (organisation_id, occasion, recipient, recipient_name, kind, object_kind, object_id,
         payload, state, subject, sent_at)
       values ($1, 'spec', 'old@vendor.example', 'Old', 'x', 'assessment', uuidv7(), '{"a":1}', 'sent', 'Hello', now())`,
      [organisation.id],
    );
    await product.get(Sealer).seal(organisation.id);
    await product.letTimePass('8 years');
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'An enquiry', vendorId: null, until: null })
      .expect(201);
    expect([await past('mail'), await past('audit'), await past('answers')]).toEqual([0, 0, 0]);
    await dispose();
    const line = `select actor_name, after from app.audit_event where what = 'spec.done'`;
    expect(await product.behindTheBack(line)).toEqual([{ actor_name: 'spec', after: { a: 'secret' } }]);

    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Over' }).expect(200);
    expect(await past('mail')).toBeGreaterThan(0);
    await dispose();

    expect(await product.behindTheBack(line)).toEqual([{ actor_name: 'erased', after: null }]);
    const mails = await product.behindTheBack(
      `select recipient_name, subject, payload, recipient like 'disposed-%@erased.invalid' as gone
       from app.notification where occasion = 'spec'`,
    );
    expect(mails).toEqual([{ recipient_name: 'erased', subject: null, payload: {}, gone: true }]);
    expect((await recorded('audit.erased')).length).toBeGreaterThan(0);
    await expectVerified();
    const before = await product.behindTheBack('select id from app.audit_event');
    await dispose();
    expect(await product.behindTheBack('select id from app.audit_event')).toHaveLength(before.length);
  });
});

describe('The documents of a contract', () => {
  const documents = (contractId: string) =>
    product.behindTheBack('select id from app.contract_document where contract_id = $1', [contractId]);

  /** One whose notice is proved by a document, and which ended so many months ago. */
  async function anEndedContract(monthsAgo: number): Promise<Case & { contractId: string }> {
    const about = await aCase(procurement);
    const { body: contract } = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    const { body } = await procurement
      .post(`/api/contracts/${contract.id}/notices`)
      .send({
        sentOn: '2026-02-01',
        receivedOn: null,
        way: 'Letter',
        proof: null,
        reason: 'We leave',
        revision: 1,
      })
      .expect(200);
    await procurement
      .post(`/api/contracts/${contract.id}/documents?about=notice&of=${body.notices[0].id}`)
      .set('Content-Type', 'application/octet-stream')
      .set('X-File-Name', 'receipt.txt')
      .send(Buffer.from('RR 123 US'))
      .expect(200);
    await product.behindTheBack(`update app.contract set state = 'ended' where id = $1`, [contract.id]);
    await product.behindTheBack(
      `update app.contract_term set first_day = '1990-01-01',
         last_day = (app.now() - $2 * interval '1 month')::date - number
       where contract_id = $1`,
      [contract.id, monthsAgo],
    );
    return { ...about, contractId: contract.id as string };
  }

  it('go years after its end, rows and bytes; a hold, and one that goes on, keep them', async () => {
    const old = await anEndedContract(121);
    const young = await anEndedContract(119);
    const held = await anEndedContract(121);
    const running = await anEndedContract(121);
    await product.behindTheBack(`update app.contract set state = 'held-over' where id = $1`, [
      running.contractId,
    ]);
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ vendorId: held.vendorId, reason: 'A claim' })
      .expect(201);
    expect(await past('contract-documents')).toBe(1);
    const files = await storedFiles();
    await dispose();
    expect(await documents(old.contractId)).toEqual([]);
    expect(await storedFiles()).toBe(files - 1);
    for (const kept of [young, held, running]) expect(await documents(kept.contractId)).toHaveLength(1);
    const { body } = await procurement.get(`/api/contracts/${old.contractId}`).expect(200);
    expect([body.documents, body.notices.length]).toEqual([[], 1]);
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Over' }).expect(200);
  });
});

describe('The notes', () => {
  interface Places extends Case {
    readonly contractId: string;
  }

  async function aPlace(): Promise<Places> {
    const about = await aCase(procurement);
    const { body } = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    return { ...about, contractId: body.id as string };
  }

  const vendorOf = ({ vendorId }: Places) => ({ vendorId });
  const engagementOf = ({ engagementId }: Places) => ({ engagementId });
  const contractOf = ({ contractId }: Places) => ({ contractId });

  async function aNote(of: object, mentions: readonly string[] = []): Promise<string> {
    const { body: session } = await procurement.get('/api/session').expect(200);
    const note = { kind: 'call', happenedOn: session.today, text: 'They asked for more.', mentions, ...of };
    const { body } = await procurement.post('/api/notes').send(note).expect(201);
    return body.id as string;
  }

  const months = (count: number) => `app.now() - interval '${count} months 2 days'`;
  const written = (id: string, ago: number) =>
    product.behindTheBack(`update app.note set at = ${months(ago)} where id = $1`, [id]);
  const archived = (id: string, ago: number) =>
    product.behindTheBack(`update app.vendor set archived_at = ${months(ago)} where id = $1`, [id]);
  const ended = (id: string, ago: number) =>
    product.behindTheBack(
      `update app.engagement set state = 'ended', ended_on = (${months(ago)})::date where id = $1`,
      [id],
    );
  async function over(id: string, ago: number): Promise<void> {
    await product.behindTheBack(`update app.contract set state = 'ended' where id = $1`, [id]);
    await product.behindTheBack(
      `update app.contract_term set first_day = '1990-01-01', last_day = (${months(ago)})::date - number
       where contract_id = $1`,
      [id],
    );
  }
  async function archive(vendorId: string): Promise<void> {
    const { body } = await procurement.get(`/api/vendors/${vendorId}`).expect(200);
    await procurement
      .post(`/api/vendors/${vendorId}/archive`)
      .send({ revision: body.revision, confirmed: true })
      .expect(200);
  }
  const left = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await product.behindTheBack<{ id: string }>(
      'select id from app.note where id = any ($1) order by id',
      [ids],
    );
    return rows.map(({ id }) => id);
  };

  it('go years after what they are about has ended, with whom they mention; what goes on keeps its own', async () => {
    const member = await product.aMember({ organisation, roles: ['risk'] });
    const gone: string[] = [];
    const kept: string[] = [];
    const note = async (where: string[], of: object, writtenAgo = 200): Promise<void> => {
      const id = await aNote(of, [member.id]);
      await written(id, writtenAgo);
      where.push(id);
    };

    const rested = await aPlace();
    // Nobody knows how long its contract goes, so nobody counts from anything.
    await product.behindTheBack(`update app.contract set state = 'unknown' where id = $1`, [
      rested.contractId,
    ]);
    await note(gone, vendorOf(rested));
    await note(gone, engagementOf(rested));
    await note(kept, contractOf(rested));
    await archive(rested.vendorId);
    expect(await past('notes')).toBe(0);
    await archived(rested.vendorId, 120);

    const running = await aPlace();
    await note(kept, vendorOf(running));
    await note(gone, contractOf(running));
    await over(running.contractId, 120);
    await note(gone, engagementOf(running));
    // Changed since: it counts from there.
    await note(kept, engagementOf(running), 119);
    await ended(running.engagementId, 120);

    const young = await aPlace();
    await note(kept, contractOf(young));
    await over(young.contractId, 119);
    await note(kept, engagementOf(young));
    await ended(young.engagementId, 119);

    const held = await aPlace();
    await note(kept, contractOf(held));
    await over(held.contractId, 200);
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ vendorId: held.vendorId, reason: 'A claim' })
      .expect(201);

    expect(await past('notes')).toBe(gone.length);
    await dispose();
    expect(await left([...gone, ...kept])).toEqual(kept.sort());
    const mentions = await product.behindTheBack('select from app.note_mention where note_id = any ($1)', [
      gone,
    ]);
    expect(mentions).toEqual([]);
    expect(await recorded('notes.erased')).toEqual([
      { detail: expect.objectContaining({ class: 'notes', rows: gone.length, months: 120 }) },
    ]);
    await expectVerified();

    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Over' }).expect(200);
    expect(await past('notes')).toBe(1);
  });

  it('of a vendor that is brought back are kept, and count anew when it is archived again', async () => {
    const back = await aPlace();
    const id = await aNote(vendorOf(back));
    await written(id, 200);
    await archive(back.vendorId);
    await archived(back.vendorId, 200);
    const before = await past('notes');
    const { body } = await procurement.get(`/api/vendors/${back.vendorId}`).expect(200);
    await procurement
      .post(`/api/vendors/${back.vendorId}/bring-back`)
      .send({ revision: body.revision })
      .expect(200);
    expect(await past('notes')).toBe(before - 1);
    await archive(back.vendorId);
    expect(await past('notes')).toBe(before - 1);
  });
});
