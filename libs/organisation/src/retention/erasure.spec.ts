import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type TestAgent from 'supertest/lib/agent';
import { Readable } from 'node:stream';
import { Client } from 'pg';
import { Sealer, verifyAudit } from '@countersign/audit';
import { Milestones } from '@countersign/notifications';
import { JobRunner, KeyRing, say } from '@countersign/platform';
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
import { PersonSearch } from './person-search';
import { namesPerson } from './stored-files';

jest.setTimeout(120_000);

const name = 'Philippa Quenneville';
/** As a list of people writes it, and as a file's name does. */
const reversed = 'Quenneville, Philippa';
const hyphened = 'Philippa-Quenneville';
const together = 'PhilippaQuenneville';
const address = 'philippa.quenneville@vendor.example';

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let admin: TestAgent;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'erasing');
  procurement = await browserOf(product, organisation, 'procurement');
  admin = await browserOf(product, organisation, 'admin');
});

afterAll(() => product.close());

/** Every table of every schema as superuser, whole rows as text: nothing that is added later is left out. */
async function tablesNaming(what: string): Promise<string[]> {
  const tables = await product.behindTheBack<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname in ('app', 'lookup', 'public') order by 1`,
  );
  const found: string[] = [];
  for (const table of tables) {
    const [row] = await product.behindTheBack<{ count: string }>(
      `select count(*) from ${table.name} t where t::text ilike '%' || $1 || '%'`,
      [what],
    );
    if (Number(row?.count) > 0) found.push(table.name);
  }
  return found;
}

async function filesNaming(what: string): Promise<string[]> {
  const entries = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.toString('utf8').toLowerCase().includes(what.toLowerCase())) found.push(entry.name);
  }
  return found;
}

async function verified(): Promise<void> {
  const keys = product.get(KeyRing);
  const reports = await verifyAudit({ databaseUrl: product.testDatabase.appUrl, keys, head: null });
  expect(reports.map(({ fault }) => fault)).toEqual(reports.map(() => null));
}

const runJobs = () => product.get(JobRunner).runDue();
const job = async (id: string) =>
  (await admin.get('/api/data-jobs').expect(200)).body.items.find((item: { id: string }) => item.id === id);

async function aContact(): Promise<Case> {
  const about = await aCase(procurement);
  await product.behindTheBack(`update app.contact set name = $1, email = $2 where id = $3`, [
    name,
    address,
    about.contactId,
  ]);
  return about;
}

async function attach(respondent: TestAgent, assessmentId: string, file: { name: string; text: string }) {
  await respondent
    .post(`/api/respond/assessments/${assessmentId}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', encodeURIComponent(file.name))
    .send(Buffer.from(file.text))
    .expect(201);
}

/** The name in as many places as a year of work puts it. */
async function leaveTraces(about: Case): Promise<void> {
  const assessmentId = await sent(procurement, about);
  const respondent = await respondentOf(product, organisation, assessmentId);
  const save = (question: string, answer: unknown) =>
    respondent
      .put(`/api/respond/assessments/${assessmentId}/answers/${question}`)
      .send({ value: plain(answer), base: 0 })
      .expect(200);
  await save('MA-01', `Ask ${name.toUpperCase()} <${address}>, or:\n${name}\n${together}@home.example`);
  await attach(respondent, assessmentId, { name: `Letter of ${name}.txt`, text: 'A letter.' });
  await attach(respondent, assessmentId, { name: 'names.txt', text: `Signed: ${name}` });
  await attach(respondent, assessmentId, { name: 'list.txt', text: `Staff\n${reversed}\n` });
  await attach(respondent, assessmentId, { name: 'plain.txt', text: 'Nobody is named here.' });
  for (const as of [
    `by-${hyphened}`,
    `by_${hyphened.replace('-', '_')}`,
    reversed,
    `${together.toLowerCase()}2`,
  ])
    await attach(respondent, assessmentId, { name: `${as}.txt`, text: 'A letter.' });
  const { body: contract } = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
  const { body: noticed } = await procurement
    .post(`/api/contracts/${contract.id}/notices`)
    .send({
      sentOn: '2026-02-01',
      receivedOn: null,
      way: 'Letter',
      proof: null,
      reason: 'Replaced',
      revision: 1,
    })
    .expect(200);
  await procurement
    .post(`/api/contracts/${contract.id}/documents?about=notice&of=${noticed.notices[0].id}`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'receipt.txt')
    .send(Buffer.from(`Received: ${name}`))
    .expect(200);
  await product.behindTheBack(
    `update app.evidence set media_type = 'application/pdf' where assessment_id = $1 and name = 'plain.txt'`,
    [assessmentId],
  );
  await withdraw(respondent, assessmentId, 'plain.txt');
  await product.behindTheBack(`update app.assessment set state = 'cancelled' where id = $1`, [assessmentId]);
}

/** What members say among themselves, one of them withdrawn. */
async function noteDown({ vendorId }: Case): Promise<void> {
  const { body: session } = await procurement.get('/api/session').expect(200);
  const note = { vendorId, kind: 'call', happenedOn: session.today, mentions: [] };
  for (const text of [`${name} rang.\nWrite to ${address}.`, 'Somebody rang.']) {
    const { body } = await procurement
      .post('/api/notes')
      .send({ ...note, text })
      .expect(201);
    await procurement
      .post(`/api/notes/${body.id}/withdraw`)
      .send({ reason: `It was not ${name}`, revision: 1 })
      .expect(200);
  }
}

/** As after a return of what was submitted. */
async function withdraw(respondent: TestAgent, assessmentId: string, file: string): Promise<void> {
  const [kept] = await product.behindTheBack<{ id: string }>(
    `update app.evidence set submitted_at = app.now() where assessment_id = $1 and name = $2 returning id`,
    [assessmentId, file],
  );
  await respondent.delete(`/api/respond/assessments/${assessmentId}/evidence/${kept?.id}`).expect(204);
}

describe('The erasure of a contact', () => {
  it('leaves nothing of the name and the address, and a trail that still verifies', async () => {
    const about = await aContact();
    await leaveTraces(about);
    await noteDown(about);
    await product.behindTheBack(
      `insert into app.suppressed_address (organisation_id, address, reason) values ($1, $2, 'bounced')`,
      [organisation.id, address],
    );
    await product.behindTheBack(`update app.vendor set notes = $2 where id = $1`, [
      about.vendorId,
      `${name} is nice; Philippa Quennevilles is somebody else`,
    ]);
    await product.get(Sealer).seal(organisation.id);
    expect((await tablesNaming(name)).length).toBeGreaterThan(5);
    const { body: preview } = await admin
      .get(`/api/data-jobs/erasure-preview?kind=contact&id=${about.contactId}`)
      .expect(200);
    expect(preview).toMatchObject({
      name,
      email: address,
      counts: { files: 8, unsearchedFiles: 1 },
      blockedBy: null,
    });
    expect(preview.counts.rows).toBeGreaterThan(5);

    const { body: asked } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'contact', id: about.contactId, reason: `${name} asked for it.` })
      .expect(201);
    expect(asked).toMatchObject({ kind: 'erasure', state: 'waiting', subject: `${name} (${address})` });
    await runJobs();

    expect(await job(asked.id)).toMatchObject({
      state: 'done',
      problem: null,
      subject: about.contactId,
      result: {
        code: 'job.erased-unsearched',
        parameters: { unsearchedFiles: 1 },
        text: expect.stringMatching(
          /^\d+ rows and \d+ files?; 1 file was not searched for the name \(PDF, ZIP, Office, pictures\)$/,
        ),
      },
    });
    const [notes] = await product.behindTheBack<{ notes: string }>(
      'select notes from app.vendor where id = $1',
      [about.vendorId],
    );
    expect(notes?.notes).toBe('erased is nice; Philippa Quennevilles is somebody else');
    await product.behindTheBack('update app.vendor set notes = null where id = $1', [about.vendorId]);
    expect(await tablesNaming(name)).toEqual([]);
    expect(await tablesNaming(together)).toEqual([]);
    for (const form of [reversed, hyphened, hyphened.replace('-', '_')])
      expect(await tablesNaming(form)).toEqual([]);
    expect(await tablesNaming(address)).toEqual([]);
    expect(await filesNaming(name)).toEqual([]);
    expect(await filesNaming(reversed)).toEqual([]);
    expect(await filesNaming('Nobody is named here.')).toHaveLength(1);
    expect(
      await product.behindTheBack(
        `select name from app.evidence
         where organisation_id = $1 and withdrawn_at is not null and withdrawn_by is not null`,
        [organisation.id],
      ),
    ).toEqual([{ name: 'plain.txt' }]);
    await product.get(Sealer).seal(organisation.id);
    await verified();
  });
});

describe('The erasure of somebody whose name stands in another', () => {
  const namedContact = async (as: string) => {
    const about = await aCase(procurement);
    await product.behindTheBack('update app.contact set name = $2 where id = $1', [about.contactId, as]);
    return about;
  };
  const erase = async (contactId: string) => {
    const { body } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'contact', id: contactId, reason: 'Asked.' })
      .expect(201);
    await runJobs();
    expect(await job(body.id)).toMatchObject({ state: 'done', problem: null });
  };

  it.each(['Maria Garcia Lopez', 'Ana-Maria Garcia'])('waits while somebody is called %s', async (longer) => {
    const short = await namedContact('Maria Garcia');
    const long = await namedContact(longer);
    const body = { kind: 'contact', id: short.contactId, reason: 'Asked.' };
    expect((await admin.post('/api/data-jobs/erasure').send(body).expect(409)).body.detail).toContain(longer);
    await product.behindTheBack(`update app.contact set name = 'Somebody' where id = any ($1)`, [
      [short.contactId, long.contactId],
    ]);
  });

  it('leaves the other what they did under their full name', async () => {
    const short = await namedContact('Maria Garcia');
    const longer = await product.aMember({ organisation, roles: ['auditor'], name: 'M. Garcia Lopez' });
    const line = (actorId: string | null) =>
      product.behindTheBack(
        `insert into app.audit_event (organisation_id, actor_kind, actor_id, actor_name, what, object_kind, object_id)
         values ($1, 'member', $2, 'Maria Garcia Lopez', 'vendor.changed', 'vendor', $3)`,
        [organisation.id, actorId, short.vendorId],
      );
    await line(longer.id);
    await line(null);
    await product.behindTheBack(
      `insert into app.data_job (organisation_id, kind, state, requested_by, requested_by_name)
       values ($1, 'export', 'done', $2, 'Maria Garcia Lopez')`,
      [organisation.id, longer.id],
    );
    await erase(short.contactId);
    const lines = await product.behindTheBack(
      `select actor_name, actor_id, who_salt is null as erased from app.audit_event
       where what = 'vendor.changed' and object_id = $1 order by actor_name`,
      [short.vendorId],
    );
    expect(lines).toEqual([
      { actor_name: 'Maria Garcia Lopez', actor_id: longer.id, erased: false },
      { actor_name: 'erased', actor_id: null, erased: true },
    ]);
    const jobs = await product.behindTheBack(
      'select requested_by_name as by from app.data_job where requested_by = $1',
      [longer.id],
    );
    expect(jobs).toEqual([{ by: 'Maria Garcia Lopez' }]);
    await product.get(Sealer).seal(organisation.id);
    await verified();
  });

  it.each(['Risk', 'Procurement', 'Admin', 'Reminder'])(
    'changes no role, no ladder and no kind of mail for a contact called %s',
    async (as) => {
      const about = await namedContact(as);
      const machines = () =>
        product.behindTheBack(
          `select (select jsonb_agg(array[m.id::text, m.roles::text] order by m.id) from app.member m) as roles,
           (select jsonb_agg(to_jsonb(r) order by r::text) from app.ladder_rung r) as ladders,
           (select jsonb_agg(to_jsonb(r) order by r::text) from app.milestone_rung r) as rungs,
           (select count(*)::int from app.audit_event e where e.what_salt is not null and e.after ? 'roles') as lines`,
        );
      await product.behindTheBack(
        `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind, after)
       values ($1, 'job', 'spec', 'member.changed', 'member', '{"roles": ["admin", "risk", "procurement"]}')`,
        [organisation.id],
      );
      await product.asJobOf(organisation, () =>
        product.get(Milestones).set({
          object: { kind: 'contract', id: organisation.id },
          ladder: 'contract',
          targetDate: '2099-06-30',
          startsOn: '2099-06-01',
          scheduleVersion: 1,
        }),
      );
      const before = await machines();
      await erase(about.contactId);
      expect(await machines()).toEqual(before);
    },
  );

  it('reads no sealed value as a name', async () => {
    const about = await namedContact('Al Ba');
    const member = await product.aMember({ organisation, roles: ['auditor'] });
    const sealed = 'v1:-Al-Ba.al ba:Al Ba';
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed) values ($1, $2, $3)`,
      [organisation.id, member.id, sealed],
    );
    await erase(about.contactId);
    const left = await product.behindTheBack(
      'select secret_sealed as sealed from app.member_totp where member_id = $1',
      [member.id],
    );
    expect(left).toEqual([{ sealed }]);
  });
});

describe('The erasure of a member', () => {
  const memberName = 'Bartholomew Okonjo-Ivers';
  const memberAddress = 'bart.okonjo@erasing.example';

  it('takes name, sessions, factors and tokens, and ends the sign-in at once', async () => {
    const member = await product.aMember({
      organisation,
      roles: ['procurement'],
      name: memberName,
      email: memberAddress,
    });
    const browser = await product.signedInAs(member);
    const about = await aCase(browser);
    await sent(browser, about);
    const { body: session } = await admin.get('/api/session').expect(200);
    const { body: note } = await browser
      .post('/api/notes')
      .send({
        vendorId: about.vendorId,
        kind: 'note',
        happenedOn: session.today,
        text: 'x',
        mentions: [member.id],
      })
      .expect(201);
    await product.behindTheBack(
      `update app.engagement set owner_id = null, state = 'ended' where owner_id = $1`,
      [member.id],
    );
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed) values ($1, $2, 'k:x')`,
      [organisation.id, member.id],
    );
    // As it was written before a marriage: only the trail knows the older name.
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind, object_id, before, after)
       values ($1, 'job', 'spec', 'member.changed', 'member', $2, '{"name": "Bartholomew Earlier"}', $3)`,
      [organisation.id, member.id, JSON.stringify({ name: memberName })],
    );
    await product.behindTheBack(
      `update app.vendor set notes = 'Found by bartholomew  earlier.' where id = $1`,
      [about.vendorId],
    );
    await product.get(Sealer).seal(organisation.id);
    const { body: asked } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'member', id: member.id, reason: 'Left, and asked.' })
      .expect(201);
    await runJobs();
    expect(await job(asked.id)).toMatchObject({ state: 'done', problem: null });
    await browser.get('/api/members').expect(401);
    for (const word of [memberName, memberAddress, 'Bartholomew']) {
      expect([word, await tablesNaming(word)]).toEqual([word, []]);
    }
    const { body: notes } = await admin.get(`/api/notes?vendorId=${about.vendorId}`).expect(200);
    expect(notes.items).toEqual([expect.objectContaining({ id: note.id, by: 'erased', mentions: [] })]);
    const [left] = await product.behindTheBack(
      'select name, email, active, password_hash, roles from app.member where id = $1',
      [member.id],
    );
    expect(left).toEqual({
      name: 'erased',
      email: `erased-${member.id}@erased.invalid`,
      active: false,
      password_hash: null,
      roles: [],
    });
    for (const table of ['member_session', 'member_totp', 'api_token', 'passkey', 'recovery_code']) {
      const rows = await product.behindTheBack(`select from app.${table} where member_id = $1`, [member.id]);
      expect([table, rows]).toEqual([table, []]);
    }
    await product.get(Sealer).seal(organisation.id);
    await verified();
    const again = { kind: 'member', id: member.id, reason: 'Again' };
    expect((await admin.post('/api/data-jobs/erasure').send(again).expect(409)).body.detail).toContain(
      'already',
    );
  });

  it('touches nobody whose name is only a part of the same letters, and no word of the language', async () => {
    const member = await product.aMember({
      organisation,
      roles: ['auditor'],
      name: 'May',
      email: 'may@erasing.example',
    });
    const about = await aCase(procurement);
    await product.behindTheBack(`update app.vendor set notes = 'We may ask in May.' where id = $1`, [
      about.vendorId,
    ]);
    await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'member', id: member.id, reason: 'Asked.' })
      .expect(201);
    await runJobs();
    const notes = await product.behindTheBack('select notes from app.vendor where id = $1', [about.vendorId]);
    expect(notes).toEqual([{ notes: 'We may ask in May.' }]);
    const [left] = await product.behindTheBack('select name from app.member where id = $1', [member.id]);
    expect(left).toEqual({ name: 'erased' });
  });

  it('leaves the questionnaires alone when somebody is named by a function', async () => {
    const member = await product.aMember({
      organisation,
      roles: ['auditor'],
      name: 'Personal Information',
      email: 'privacy@erasing.example',
    });
    const documents = `select md5(string_agg(q.document::text, '' order by q.id)) from app.questionnaire_version q`;
    const before = await product.behindTheBack(documents);
    await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'member', id: member.id, reason: 'Asked.' })
      .expect(201);
    await runJobs();
    expect(await product.behindTheBack(documents)).toEqual(before);
    const [left] = await product.behindTheBack('select name, email from app.member where id = $1', [
      member.id,
    ]);
    expect(left).toEqual({ name: 'erased', email: `erased-${member.id}@erased.invalid` });
  });
});

describe('An erasure is refused', () => {
  const ask = (kind: string, id: string) =>
    admin.post('/api/data-jobs/erasure').send({ kind, id, reason: 'Asked.' }).expect(409);
  const preview = async (kind: string, id: string): Promise<string> =>
    (await admin.get(`/api/data-jobs/erasure-preview?kind=${kind}&id=${id}`).expect(200)).body.blockedBy;

  it('for the last administrator, and for oneself', async () => {
    const alone = await product.anOrganisation();
    const only = await product.aMember({ organisation: alone, roles: ['admin'] });
    const browser = await product.signedInAs(only);
    const own = { kind: 'member', id: only.id, reason: 'Me.' };
    expect((await browser.post('/api/data-jobs/erasure').send(own).expect(409)).body.detail).toContain(
      'another administrator',
    );
    const [person] = await product.behindTheBack<{ id: string }>(
      `select id from app.member where organisation_id = $1 and 'admin' = any (roles) and active`,
      [organisation.id],
    );
    await admin.get(`/api/data-jobs/erasure-preview?kind=member&id=${only.id}`).expect(404);
    expect(await preview('member', person?.id ?? '')).toMatch(/another administrator/);
    const search = product.get(PersonSearch);
    const blocked = await product.asJobOf(organisation, async () =>
      search.blockedBy(await search.find({ kind: 'member', id: person?.id ?? '' })),
    );
    expect(blocked).toEqual(say('erasure.last-administrator'));
  });

  it('for whoever still owns work, until it is handed over', async () => {
    const owner = await product.aMember({ organisation, roles: ['procurement'] });
    await aCase(await product.signedInAs(owner));
    await product.behindTheBack(
      `update app.engagement set owner_id = $1 where id = (select max(id::text)::uuid from app.engagement where organisation_id = $2)`,
      [owner.id, organisation.id],
    );
    expect((await ask('member', owner.id)).body.detail).toContain('1 open engagement');
  });

  it('for a contact whom an assessment waits for, or whose vendor is held', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    expect(await preview('contact', about.contactId)).toContain('1 open assessment');
    await product.behindTheBack(`update app.assessment set state = 'cancelled' where id = $1`, [
      assessmentId,
    ]);
    expect(await preview('contact', about.contactId)).toBeNull();
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'A claim', vendorId: about.vendorId, until: null })
      .expect(201);
    expect((await ask('contact', about.contactId)).body.detail).toContain('legal hold');
    const member = await product.aMember({ organisation, roles: ['reviewer'] });
    expect((await ask('member', member.id)).body.detail).toContain('legal hold');
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Settled' }).expect(200);
    expect(await preview('contact', about.contactId)).toBeNull();
    expect(await preview('member', member.id)).toBeNull();
  });

  it('while somebody else bears the same name, or a vendor does', async () => {
    const [one, two] = [await aCase(procurement), await aCase(procurement)];
    const called = (id: string, as: string) =>
      product.behindTheBack('update app.contact set name = $2 where id = $1', [id, as]);
    await called(one.contactId, 'Jordan Twin');
    await called(two.contactId, 'jordan twin');
    expect((await ask('contact', one.contactId)).body.detail).toContain('Somebody else');
    await called(two.contactId, 'Jordan B. Twin');
    expect(await preview('contact', one.contactId)).toBeNull();
    await product.behindTheBack(`update app.vendor set name = 'Jordan Twin Consulting' where id = $1`, [
      two.vendorId,
    ]);
    expect(await preview('contact', one.contactId)).toContain('rename the vendor');
  });

  it('when a hold has come between the asking and the doing', async () => {
    const about = await aCase(procurement);
    const { body: asked } = await admin
      .post('/api/data-jobs/erasure')
      .send({ kind: 'contact', id: about.contactId, reason: 'Asked.' })
      .expect(201);
    const { body: hold } = await admin
      .post('/api/retention/holds')
      .send({ reason: 'A claim', vendorId: about.vendorId, until: null })
      .expect(201);
    await runJobs();
    expect(await job(asked.id)).toMatchObject({
      state: 'failed',
      problem: { text: expect.stringContaining('legal hold') },
    });
    await admin.post(`/api/retention/holds/${hold.id}/end`).send({ reason: 'Settled' }).expect(200);
  });
});

describe('The job', () => {
  const waiting = async (by: TestAgent = admin): Promise<string> => {
    const about = await aCase(procurement);
    const body = { kind: 'contact', id: about.contactId, reason: 'Asked.' };
    return (await by.post('/api/data-jobs/erasure').send(body).expect(201)).body.id as string;
  };

  it('is cancelled when whoever asked is no longer active', async () => {
    const asker = await product.aMember({ organisation, roles: ['admin'] });
    const id = await waiting(await product.signedInAs(asker));
    await product.behindTheBack('update app.member set active = false where id = $1', [asker.id]);
    await runJobs();
    expect(await job(id)).toMatchObject({
      state: 'cancelled',
      problem: { code: 'job.asker-gone', text: expect.stringContaining('active member') },
    });
  });

  it('is taken up again when its worker died, and not before its lease is over', async () => {
    const id = await waiting();
    const lease = (until: string) =>
      product.behindTheBack(
        `update app.data_job set state = 'running', lease_until = clock_timestamp() + $2::interval where id = $1`,
        [id, until],
      );
    await lease('1 minute');
    const second = await waiting();
    await runJobs();
    expect([(await job(id)).state, (await job(second)).state]).toEqual(['running', 'waiting']);
    await lease('-1 second');
    await runJobs();
    await runJobs();
    expect([(await job(id)).state, (await job(second)).state]).toEqual(['done', 'done']);
  });

  it('waits for a change of administrators, and looks again', async () => {
    const alone = await product.anOrganisation();
    const [asker, leaver] = [
      await product.aMember({ organisation: alone, roles: ['admin'] }),
      await product.aMember({ organisation: alone, roles: ['admin'] }),
    ];
    const browser = await product.signedInAs(asker);
    const { body } = await browser
      .post('/api/data-jobs/erasure')
      .send({ kind: 'member', id: leaver.id, reason: 'Asked.' })
      .expect(201);
    const client = new Client({ connectionString: product.testDatabase.adminUrl });
    await client.connect();
    await client.query('begin');
    await client.query('select from app.organisation where organisation_id = $1 for no key update', [
      alone.id,
    ]);
    await client.query(`update app.member set roles = '{auditor}' where id = $1`, [asker.id]);
    const running = runJobs();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await client.query('commit');
    await client.end();
    await running;
    const [ended] = await product.behindTheBack('select state, problem from app.data_job where id = $1', [
      body.id,
    ]);
    expect(ended).toEqual({
      state: 'failed',
      problem: expect.objectContaining({ code: expect.any(String) }),
    });
  });

  it('is not done twice when its worker died after the commit', async () => {
    const id = await waiting();
    await runJobs();
    const lines = () =>
      product.behindTheBack(
        `select id from app.audit_event where what = 'person.erased' and detail ->> 'jobId' = $1`,
        [id],
      );
    expect(await lines()).toHaveLength(1);
    await product.behindTheBack(
      `update app.data_job set state = 'running', lease_until = clock_timestamp() - interval '1 second' where id = $1`,
      [id],
    );
    await runJobs();
    expect((await job(id)).state).toBe('done');
    expect(await lines()).toHaveLength(1);
  });

  it('reads past a file whose bytes are gone', async () => {
    const about = await aCase(procurement);
    const assessmentId = await sent(procurement, about);
    const respondent = await respondentOf(product, organisation, assessmentId);
    await attach(respondent, assessmentId, { name: 'gone.txt', text: 'Soon gone.' });
    await product.behindTheBack(
      `update app.evidence set storage_key = '00/00000000-0000-4000-8000-000000000000' where name = 'gone.txt'`,
    );
    const id = await waiting();
    await runJobs();
    expect(await job(id)).toMatchObject({ state: 'done', problem: null });
    await admin.post('/api/data-jobs/export').send({}).expect(201);
    await runJobs();
    const [made] = await product.behindTheBack<{ state: string }>(
      `select state from app.data_job where kind = 'export' and organisation_id = $1 order by requested_at desc limit 1`,
      [organisation.id],
    );
    expect(made?.state).toBe('done');
  });

  it('removes the files that a death after the commit left behind', async () => {
    const id = await waiting();
    await runJobs();
    const [key] = (await readdir(product.filesFolder, { recursive: true })).filter((path) =>
      /^[0-9a-f]{2}\/./.test(path),
    );
    await product.behindTheBack(
      `update app.data_job set state = 'running', lease_until = clock_timestamp() - interval '1 second', removing = array[$2]
       where id = $1`,
      [id, key],
    );
    await runJobs();
    expect((await job(id)).state).toBe('done');
    expect(await readdir(product.filesFolder, { recursive: true })).not.toContain(key);
  });
});

describe('The search', () => {
  it('knows of every type of column whether it can hold a name', async () => {
    const types = await product.behindTheBack<{ type: string }>(`
      select distinct format_type(a.atttypid, null) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organisation_id')
      order by 1`);
    const searched = ['jsonb', 'text', 'text[]'];
    const nameless = [
      'bigint',
      'boolean',
      'bytea',
      'bytea[]',
      'date',
      'integer',
      'timestamp with time zone',
      'uuid',
    ];
    expect(types.map(({ type }) => type)).toEqual([...searched, ...nameless].sort());
  });
});

describe('Nobody else', () => {
  async function asApp<Row>(work: (client: Client) => Promise<Row>): Promise<Row> {
    const client = new Client({ connectionString: product.testDatabase.appUrl });
    await client.connect();
    try {
      await client.query(`select set_config('app.organisation_id', $1, false)`, [organisation.id]);
      return await work(client);
    } finally {
      await client.end();
    }
  }

  it('takes anything out of the trail: not the product’s role, nor a function without a running job', async () => {
    await asApp(async (client) => {
      await expect(client.query(`update app.audit_event set detail = null`)).rejects.toThrow(
        'permission denied',
      );
      await expect(client.query(`delete from app.answer_revision`)).rejects.toThrow('permission denied');
      const call = 'select lookup.erase_person(uuidv7(), uuidv7())';
      await expect(client.query(call)).rejects.toThrow('running job');
      await expect(client.query('select lookup.delete_organisation(uuidv7(), uuidv7())')).rejects.toThrow(
        'running job',
      );
      const young = await client.query(
        'select lookup.erase_events(uuidv7(), array(select id from app.audit_event)) as erased',
      );
      expect(young.rows).toEqual([{ erased: '0' }]);
    });
  });

  it('may do more than erase a part whose digest stays, cs_erasure included', async () => {
    const client = new Client({ connectionString: product.testDatabase.adminUrl });
    await client.connect();
    const attempt = async (sql: string): Promise<string> => {
      await client.query('begin');
      try {
        await client.query(`select set_config('app.organisation_id', $1, true)`, [organisation.id]);
        await client.query('set local role cs_erasure');
        await client.query(sql);
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      } finally {
        await client.query('rollback');
      }
    };
    try {
      const erased = `who_salt = null, actor_name = 'erased', from_where = null, erasure_id = uuidv7()`;
      const digest = `who_digest = sha256(who_salt || convert_to((app.audit_event_parts(e)).who, 'UTF8'))`;
      const one = `where id = (select max(id::text)::uuid from app.audit_event where who_salt is not null)`;
      const change = (set: string) => attempt(`update app.audit_event e set ${set} ${one}`);
      expect(await change(`${erased}, ${digest}`)).toBe('done');
      expect(await change(`${erased}, who_digest = sha256('another')`)).toContain('with its digest kept');
      expect(await change(`${erased}, ${digest}, what = 'nothing.happened'`)).toContain('only payloads');
      expect(await change(`actor_name = 'Somebody else', erasure_id = uuidv7()`)).toContain('left as it is');
      expect(await change(`${erased.replace(`'erased'`, `'Somebody'`)}, ${digest}`)).toContain(
        'with its digest kept',
      );
      expect(await attempt('delete from app.audit_event')).toContain('never removed');
      expect(await attempt('delete from app.answer_revision')).toContain('never removed');
      expect(await attempt('delete from app.audit_seal')).toContain('permission denied');
      expect(await attempt('truncate app.audit_event')).toContain('permission denied');
    } finally {
      await client.end();
    }
  });
});

describe('A name that is written without a space', () => {
  const patternsOf = (names: readonly string[]) =>
    product.database.run({ kind: 'job', organisationId: organisation.id, name: 'spec' }, () =>
      product.database.one<{ nameInText: string; nameInJson: string; address: string }>(
        'select * from app.person_patterns(:names, :addresses)',
        { names, addresses: ['z@q.example'] },
      ),
    );

  async function isFound(named: string, text: string): Promise<boolean> {
    const { nameInText, nameInJson } = await patternsOf([named]);
    const [found] = await product.behindTheBack<{ alone: boolean; lines: boolean }>(
      `select $1 ~* $2 as alone, jsonb_build_object('answer', E'One\n' || $1 || E'\n2')::text ~* $3 as lines`,
      [text, nameInText, nameInJson],
    );
    expect(found?.lines).toBe(found?.alone);
    return found?.alone === true;
  }

  it.each([
    ['Zebulon Quixotic', 'ZebulonQuixotic'],
    ['Zebulon Quixotic', 'zebulonquixotic2'],
    ['Zebulon Quixotic', 'QUIXOTICZEBULON'],
    ['Zebulon Quixotic', 'letter_by_ZebulonQuixotic.txt'],
    ['Zebulon Quixotic', 'Write to zebulonquixotic+news@mail.example.'],
    ['Zebulon Quixotic', 'Zebulon Quixotic'],
    ["Mary-Jane O'Neil", 'maryjaneoneil'],
    ['Z. Quixotic', 'zquixotic'],
    ['José García', 'JoséGarcía'],
    ['Ann Lee', 'annlee'],
  ])('%s is found in %j', async (named, text) => {
    expect(await isFound(named, text)).toBe(true);
  });

  it.each([
    ['Ann Lee', 'channleery'],
    ['Ann Lee', 'joannlee'],
    ['Ann Lee', 'annleeds'],
    ['José García', 'JoséGarcíaés'],
    ['Zebulon Quixotic', 'zquixotic'],
    ['Zebulon Quixotic', 'zebulonq'],
    ['Zebulon Maria Quixotic', 'zebulonquixotic'],
    ['An Na', 'anna'],
    ['Rob In', 'robin'],
    ['Zebulon', 'zebulon2'],
    ['Pass Word', 'password'],
    ['Personal Information', 'personalinformation'],
  ])('%s is not found in %j', async (named, text) => {
    expect(await isFound(named, text)).toBe(false);
  });

  it('an address is found where it begins a line of an answer', async () => {
    const { address: pattern } = await patternsOf([]);
    const [found] = await product.behindTheBack(
      `select jsonb_build_array(E'Ask:\nz@q.example')::text ~* $1 as begins, 'xyz@q.example' ~* $1 as ends`,
      [pattern],
    );
    expect(found).toEqual({ begins: true, ends: false });
  });

  it('keeps the pattern small and quick, however many long names somebody has borne', async () => {
    const word = (place: number) => 'abcdefghijkl'.slice(place) + 'abcdefghijkl'.slice(0, place);
    const names = Array.from({ length: 20 }, (_name, which) =>
      Array.from({ length: 6 }, (_word, place) => word((which + place) % 12)).join(' '),
    );
    const { nameInText } = await patternsOf(names);
    expect(nameInText.length).toBeLessThan(40_000);
    const began = performance.now();
    const [found] = await product.behindTheBack(`select repeat($1, 10000) ~* $2 as found`, [
      `${(names[0] ?? '').replaceAll(' ', '')}x `,
      nameInText,
    ]);
    expect(found).toEqual({ found: false });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('A file names a person', () => {
  const person = {
    names: ['Ana  María Núñez', 'Cher'],
    inTexts: ['Ana  María Núñez'],
    runTogether: ['anamaríanúñez'],
    addresses: ['ana@x.example', "sam-o'neil+1@y.example"],
  };
  const inPieces = (text: string, size: number) => {
    const content = Buffer.from(text);
    return Readable.from(
      Array.from({ length: Math.ceil(content.length / size) }, (_nothing, index) =>
        content.subarray(index * size, (index + 1) * size),
      ),
    );
  };

  it.each([
    ['x ANA MARÍA NÚÑEZ y', true],
    ['Ana\nMaría\tNúñez', true],
    ['write to ANA@x.example.', true],
    ['by_AnaMaríaNúñez2.txt', true],
    ['SusanaMaríaNúñez', false],
    ['anamaríanúñezon', false],
    ['Susana María Núñez', false],
    ['Ana María Núñezon', false],
    ["x sam-o'neil+1@y.example y", true],
    ['Cherish', false],
    ['Cher', false],
    ['', false],
  ])('in %j: %s, wherever the pieces end', async (text, expected) => {
    for (const size of [1, 3, 7, 4096]) {
      const filler = '.'.repeat(100);
      expect([size, await namesPerson(inPieces(`${filler} ${text}`, size), person)]).toEqual([
        size,
        expected,
      ]);
    }
  });
});
