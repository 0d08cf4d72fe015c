import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import { TaskKinds } from '@countersign/tasks';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  contractBody,
  fullIntake,
  sent,
  yearlyTerms,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { DailyChanges } from '../daily/daily-changes';

jest.setTimeout(180_000);

interface Shown {
  readonly kind: string;
  readonly objectId: string;
  readonly title: string;
  readonly why: string;
  readonly path: string;
  readonly dueOn: string | null;
}

let product: TestProduct;
let organisation: TestOrganisation;
let member: TestAgent;
let today: string;
let about: Case;
let contractId: string;
let assessmentId: string;

/** Ids that a statement may name, in this order: organisation, engagement, contract, assessment, vendor, contact. */
const ids = () => [
  organisation.id,
  about.engagementId,
  contractId,
  assessmentId,
  about.vendorId,
  about.contactId,
];

/** `$n` of `ids`; only those that are named are handed over. */
async function run(sql: string): Promise<void> {
  const named = [...new Set([...sql.matchAll(/\$(\d)/g)].map(([, n]) => Number(n)))];
  const text = sql.replace(/\$(\d)/g, (_match, n: string) => `$${named.indexOf(Number(n)) + 1}`);
  await product.behindTheBack(
    text,
    named.map((n) => ids()[n - 1]),
  );
}

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'task-kinds');
  member = await product.signedInAs(await product.aMember({ organisation }));
  today = (await member.get('/api/session').expect(200)).body.today as string;
  about = await aCase(member);
  const terms = yearlyTerms(addDays(today, -10));
  const { body } = await member.post('/api/contracts').send(contractBody(about, { terms })).expect(201);
  contractId = body.id as string;
  assessmentId = await sent(member, about);
});

afterAll(() => product.close());

const everyone = async (): Promise<Shown[]> =>
  (await member.get('/api/tasks?limit=100&whose=everyone').expect(200)).body.items as Shown[];
const kinds = async (): Promise<Set<string>> => new Set((await everyone()).map(({ kind }) => kind));

const engagement = (set: string) => `update app.engagement set ${set} where id = $2`;
const standing = (set: string) => `update app.standing set ${set} where engagement_id = $2`;
const contract = (set: string) => `update app.contract set ${set} where id = $3`;
const assessment = (set: string) => `update app.assessment set ${set} where id = $4`;
const suppressed = `delete from app.suppressed_address where organisation_id = $1`;
const finding = (state: string, dueOn: string) => `
  insert into app.finding (organisation_id, engagement_id, source, occasion, title, detail, severity, severity_rank, state, due_on)
  select $1, $2, 'manual', 'one', said, said, 'high', 1, '${state}', ${dueOn}
  from (select '{"code": "as-written", "parameters": {"text": "A gap"}}'::jsonb as said) x`;
const noFinding = `delete from app.finding where occasion = 'one' and engagement_id = $2`;
const aDay = (days: number) => `app.now()::date + ${days}`;

/** What opens each, and what closes it. */
const states: readonly (readonly [kind: string, opens: string, closes: string])[] = [
  ['contract-terms-unknown', contract(`unknown_parts = '{renewal}'`), contract(`unknown_parts = '{}'`)],
  ['contract-unsigned', contract('signed_on = null'), contract(`signed_on = ${aDay(-3)}`)],
  [
    'contract-decision-due',
    contract(`due_on = ${aDay(20)}, due_ending = 'renews'`),
    contract(`due_on = ${aDay(300)}`),
  ],
  ['contract-held-over', contract(`state = 'held-over'`), contract(`state = 'in-term'`)],
  [
    'contract-review-due',
    `insert into app.milestone (organisation_id, object_kind, object_id, ladder, target_date, starts_on, schedule_version)
     values ($1, 'contract', $3, 'contract-review', ${aDay(10)}, ${aDay(-300)}, 9)`,
    `update app.milestone set closed_at = app.now() where object_id = $3 and ladder = 'contract-review'`,
  ],
  [
    'contract-clauses-to-review',
    contract(`clauses_to_review = 3, review_due_on = ${aDay(4)}`),
    contract('clauses_to_review = 0, review_due_on = null'),
  ],
  [
    'contract-ownerless',
    contract('owner_id = null'),
    contract('owner_id = (select id from app.member limit 1)'),
  ],
  ['finding-to-judge', finding('proposed', aDay(90)), noFinding],
  ['finding-to-close', finding('open', aDay(90)), noFinding],
  [
    'assessment-to-review',
    assessment(`state = 'submitted', submitted_at = app.now()`),
    assessment(`state = 'sent'`),
  ],
  ['assessment-overdue', assessment(`due_on = ${aDay(-3)}`), assessment(`due_on = ${aDay(30)}`)],
  [
    'assessment-returned-overdue',
    assessment(`state = 'returned', due_on = ${aDay(-3)}`),
    assessment(`state = 'sent', due_on = ${aDay(30)}`),
  ],
  [
    'assessment-declined',
    `with said as (
       insert into app.assessment_decline (organisation_id, assessment_id, scope, because, by_name, from_state)
       values ($1, $4, 'service', 'We do not.', 'Vera', 'sent'))
     update app.assessment set state = 'declined' where id = $4`,
    `with taken_back as (
       update app.assessment_decline set ended_at = app.now(), ended_by = 'Vera' where assessment_id = $4)
     update app.assessment set state = 'sent' where id = $4`,
  ],
  [
    'passing-on-to-judge',
    `insert into app.passing_on (organisation_id, assessment_id, invitation_id, by_name, to_name, to_email, state)
     select $1, $4, i.id, 'Vera', 'Nora', 'nora@elsewhere.example', 'waiting'
     from app.invitation i where i.assessment_id = $4`,
    `update app.passing_on set state = 'refused' where assessment_id = $4`,
  ],
  [
    'delegation-to-judge',
    `insert into app.delegation (organisation_id, assessment_id, sections, by_name, to_name, to_email, state)
     values ($1, $4, '{A}', 'Vera', 'Dela', 'dela@elsewhere.example', 'waiting')`,
    `update app.delegation set state = 'refused' where assessment_id = $4`,
  ],
  [
    'follow-up-to-send',
    assessment(`off_cycle = '{"MA-57": null}'`),
    assessment(`off_cycle = '{"MA-57": "2026-12-31"}'`),
  ],
  [
    'engagement-ownerless',
    engagement('owner_id = null'),
    engagement('owner_id = (select id from app.member limit 1)'),
  ],
  ['use-not-stated', engagement(`use_state = 'not-stated'`), engagement(`use_state = 'not-yet'`)],
  [
    'intake-not-known',
    engagement(`intake = jsonb_set(intake, '{dataElements}', '["unknown"]')`),
    engagement(`intake = jsonb_set(intake, '{dataElements}', '["ssn", "card"]')`),
  ],
  ['clause-01-before-use', standing(`clause_01 = 'missing'`), standing(`clause_01 = 'in-force'`)],
  [
    'imported-unapproved',
    engagement(`use_state = 'in-use', in_use_since = ${aDay(-9)}, imported_on = ${aDay(-1)}`),
    engagement(`use_state = 'not-yet', in_use_since = null, imported_on = null`),
  ],
  [
    'engagement-to-assess',
    standing(`what_next_action = 'send-assessment'`),
    standing(`what_next_action = 'none'`),
  ],
  [
    'reassessment-due',
    standing(`reassessment_due_on = ${aDay(-1)}`),
    standing(`reassessment_due_on = ${aDay(5)}`),
  ],
  [
    'scope-to-settle',
    engagement(`facts = jsonb_set(coalesce(facts, intake), '{laws}', '["glba", "hipaa"]')`),
    engagement(`facts = jsonb_set(facts, '{laws}', '["glba"]')`),
  ],
  ['engagement-to-decide', standing(`what_next_action = 'approve'`), standing(`what_next_action = 'none'`)],
  ['approval-stale', standing(`approval_state = 'stale'`), standing(`approval_state = 'none'`)],
  [
    'approval-ending',
    standing(`approval_state = 'in-force', approval_valid_to = ${aDay(10)}`),
    standing(`approval_state = 'in-force', approval_valid_to = ${aDay(100)}`),
  ],
  [
    'acceptance-ending',
    `insert into app.risk_acceptance
       (organisation_id, engagement_id, rating, knockouts, findings, reason, until, by_member_id, by_name)
     select $1, $2, 'high', '{}', '{}', 'For now', ${aDay(10)}, m.id, m.name
     from app.member m where m.organisation_id = $1 limit 1`,
    `update app.risk_acceptance set withdrawn_at = app.now(), withdrawn_by = 'Somebody', withdrawn_reason = 'No'
     where engagement_id = $2`,
  ],
  [
    'override-ending',
    `insert into app.tier_override
       (organisation_id, engagement_id, tier, computed_tier, until, reason, by_member_id, by_name)
     select $1, $2, 1, 2, ${aDay(10)}, 'For now', m.id, m.name
     from app.member m where m.organisation_id = $1 limit 1`,
    `update app.tier_override set lifted_at = app.now(), lifted_by = 'Somebody', lifted_reason = 'No'
     where engagement_id = $2`,
  ],
  [
    'contract-to-record',
    standing(`what_next_action = 'record-contract'`),
    standing(`what_next_action = 'none'`),
  ],
  [
    'data-to-return',
    `with ended as (update app.engagement set state = 'ended', ended_on = ${aDay(-1)} where id = $2)
     ${standing(`what_next_action = 'return-data'`)}`,
    `with reopened as (update app.engagement set state = 'open', ended_on = null where id = $2)
     ${standing(`what_next_action = 'none'`)}`,
  ],
  [
    'contact-unreachable',
    `insert into app.suppressed_address (organisation_id, address, reason)
     select $1, c.email, '550 no such user' from app.contact c where c.id = $6`,
    suppressed,
  ],
  [
    'member-unreachable',
    `insert into app.suppressed_address (organisation_id, address, reason)
     select $1, m.email, '550 no such user' from app.member m where m.organisation_id = $1 limit 1`,
    suppressed,
  ],
  [
    'mail-switched-off',
    'update app.product set mail_off_since = now()',
    'update app.product set mail_off_since = null',
  ],
  [
    'contract-owner-left',
    `with gone as (
       insert into app.member (organisation_id, name, email, roles, active)
       values ($1, 'Gone One', 'gone-one@buyer.example', '{procurement}', false) returning id)
     update app.contract set owner_id = (select id from gone) where id = $3`,
    contract(`owner_id = (select id from app.member where active limit 1)`),
  ],
  [
    'engagement-owner-left',
    `with gone as (
       insert into app.member (organisation_id, name, email, roles, active)
       values ($1, 'Gone Two', 'gone-two@buyer.example', '{procurement}', false) returning id)
     update app.engagement set owner_id = (select id from gone) where id = $2`,
    engagement(`owner_id = (select id from app.member where active limit 1)`),
  ],
];

describe('Each kind of task', () => {
  it.each(states)('%s is opened and closed by the state of its object', async (kind, opens, closes) => {
    await run(closes);
    expect(await kinds()).not.toContain(kind);
    await run(opens);
    const shown = (await everyone()).find((one) => one.kind === kind);
    expect(shown?.title).not.toMatch(/^task\.|^$/);
    expect(shown?.why).not.toMatch(/[{}]|^task\.|undefined|^$/);
    expect(shown?.path).toMatch(/^\/[a-z]/);
    await run(closes);
    expect(await kinds()).not.toContain(kind);
  });

  it('is tried here, but the one that its own room tries', () => {
    const contributed = product
      .get(TaskKinds)
      .all.map(({ kind }) => kind)
      .filter((kind) => kind !== 'absence-without-deputy');
    expect(states.map(([kind]) => kind).sort()).toEqual(contributed.sort());
  });

  it('ends with its object, and with its vendor', async () => {
    const together = states.filter(([, opens]) => opens.startsWith('update app.')).map(([, opens]) => opens);
    // Whatever the last of them says of one column: most are open at once.
    for (const opens of together) await run(opens);
    await run(finding('open', aDay(90)));
    const ofTheVendor = async () =>
      (await everyone()).filter(({ objectId }) => [...ids().slice(1, 5)].includes(objectId));
    expect((await ofTheVendor()).length).toBeGreaterThan(8);
    await run(`update app.vendor set state = 'archived' where id = $5`);
    expect(await ofTheVendor()).toEqual([]);
    await run(`update app.vendor set state = 'active' where id = $5`);
    await run(contract(`state = 'ended'`));
    await run(engagement(`state = 'ended'`));
    await run(standing('open = false'));
    await run(`update app.contact set active = false where id = $6`);
    // Whoever has ended it wanted what the vendor was asked to go on.
    expect((await ofTheVendor()).map(({ kind }) => kind)).toEqual(['assessment-returned-overdue']);
    await run(assessment(`state = 'cancelled'`));
    expect(await ofTheVendor()).toEqual([]);
  });

  it('about an assessment that goes on after the end of its engagement stays, and nothing new is asked', async () => {
    const ofIt = async () =>
      (await everyone()).filter(({ objectId }) => objectId === assessmentId).map(({ kind }) => kind);
    await run(engagement(`state = 'ended'`));
    await run(assessment(`state = 'closed', off_cycle = '{"MA-57": null}'`));
    expect(await ofIt()).toEqual([]);
    await run(assessment(`state = 'submitted', submitted_at = app.now()`));
    expect(await ofIt()).toEqual(['assessment-to-review']);
    await run(assessment(`state = 'answering', due_on = ${aDay(-3)}`));
    expect(await ofIt()).toEqual(['assessment-overdue']);
    await run(assessment(`state = 'returned'`));
    expect(await ofIt()).toEqual(['assessment-returned-overdue']);
    await run(`update app.vendor set state = 'archived' where id = $5`);
    expect(await ofIt()).toEqual([]);
    await run(`update app.vendor set state = 'active' where id = $5`);
    await run(engagement(`state = 'open'`));
    await run(assessment(`state = 'closed'`));
    expect(await ofIt()).toEqual(['follow-up-to-send']);
  });

  it('about a finding names it by its question, its clause or its own words, and its vendor', async () => {
    const long = 'Encrypt each and every backup '.repeat(20);
    const named = async (columns: string, values: string): Promise<string> => {
      await run(noFinding);
      await run(`
        insert into app.finding (organisation_id, engagement_id, source, occasion, title, detail, severity,
          severity_rank, state, due_on, ${columns})
        select $1, $2, 'manual', 'one', ${values.split(' | ')[0]}, '{"code": "as-written", "parameters": {"text": ""}}',
          'high', 1, 'open', ${aDay(3)}, ${values.split(' | ')[1]}`);
      const [task] = (await everyone()).filter(({ kind }) => kind === 'finding-to-close');
      return task?.title ?? '';
    };
    const { name: vendor } = (await member.get(`/api/vendors/${about.vendorId}`).expect(200)).body;
    const written = (text: string) => `'{"code": "as-written", "parameters": {"text": "${text}"}}'::jsonb`;
    const clause = `'{"code": "finding.clause.title", "parameters": {"clause": "CL-30", "title": "Remediation"}}'::jsonb`;
    expect(await named('question', `${written('Are backups encrypted?')} | 'MA-22'`)).toBe(
      `Have a finding closed: MA-22, ${vendor}`,
    );
    expect(await named('clause', `${clause} | 'CL-30'`)).toBe(
      `Have a finding closed: CL-30 Remediation, ${vendor}`,
    );
    const cut = await named('citation', `${written(long)} | null`);
    expect(cut).toMatch(/^Have a finding closed: Encrypt each .*…, Vendor/);
    expect(cut.length).toBeLessThan(160);
    await run(noFinding);
  });

  it('of data that are to come back after an end is open until somebody says that they did', async () => {
    const other = await aCase(member);
    const path = `/api/engagements/${other.engagementId}`;
    const shown = async () => (await member.get(path).expect(200)).body;
    const ofIt = async () =>
      (await everyone()).filter(({ objectId }) => objectId === other.engagementId).map(({ kind }) => kind);
    const use = async (wishes: object) =>
      member
        .put(`${path}/use`)
        .send({ revision: (await shown()).use.revision, ...wishes })
        .expect(200);
    await use({ state: 'in-use', since: addDays(today, -30) });
    const end = { lastDay: today, reason: 'The pilot is over', assessments: 'cancel' };
    await member
      .post(`${path}/end`)
      .send({ ...end, revision: (await shown()).detailsRevision })
      .expect(200);
    expect((await shown()).whatNext.action).toBe('return-data');
    expect(await ofIt()).toEqual(['data-to-return']);
    await use({
      state: 'ended',
      since: addDays(today, -30),
      endedOn: today,
      dataReturnedOn: today,
      dataReturnedBy: 'returned',
      dataReturnProof: 'Protocol 7',
    });
    expect(await ofIt()).toEqual([]);
  });
});

describe('The dashboard and the tasks of everyone', () => {
  it('say the same, also as the year goes by', async () => {
    organisation = await aFoundedOrganisation(product, 'task-numbers');
    member = await product.signedInAs(await product.aMember({ organisation }));
    const other = await aCase(member, { intake: { ...fullIntake, laws: null } });
    await member
      .post('/api/contracts')
      .send(contractBody(other, { signedOn: null, terms: yearlyTerms(addDays(today, -40)) }))
      .expect(201);
    await sent(member, other, addDays(today, 40));
    const over = await aCase(member);
    await sent(member, over, addDays(today, 40));
    await member
      .post(`/api/engagements/${over.engagementId}/end`)
      .send({ lastDay: today, reason: 'It is over', assessments: 'keep', revision: 1 })
      .expect(200);
    for (const days of [0, 60, 180, 60, 60]) {
      await product.letTimePass(`${days} days`);
      await product.get(DailyChanges).follow(organisation.id);
      const { body: numbers } = await member.get('/api/dashboard').expect(200);
      const { body: counts } = await member.get('/api/tasks/counts').expect(200);
      const of = (...names: string[]): number =>
        (counts.byKind as { kind: string; everyone: number }[])
          .filter(({ kind }) => names.includes(kind))
          .reduce((sum, { everyone: n }) => sum + n, 0);
      expect({
        stale: of('approval-stale'),
        again: of('reassessment-due'),
        unstated: of('use-not-stated'),
        review: of('assessment-to-review'),
        late: of('assessment-overdue', 'assessment-returned-overdue'),
        heldOver: of('contract-held-over'),
        renewals: of('contract-decision-due'),
        unknown: of('contract-terms-unknown'),
      }).toEqual({
        stale: numbers.engagements.staleApprovals,
        again: numbers.engagements.reassessmentsDue,
        unstated: numbers.engagements.useNotStated,
        review: numbers.awaitingReview,
        late: numbers.overdue.assessments,
        heldOver: numbers.renewals.heldOver,
        renewals: numbers.renewals.count,
        unknown: numbers.renewals.unknown,
      });
    }
  });
});
