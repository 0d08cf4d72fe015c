import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { comparingKey, migrateDown, migrateUp, migrationNames } from '@countersign/platform';
import { createTestDatabase, plantRow, type TestDatabase } from '@countersign/testing';

const alpha = '11111111-1111-7111-8111-111111111111';
const beta = '22222222-2222-7222-8222-222222222222';

class ShoutNames1999999999991 implements MigrationInterface {
  name = 'ShoutNames1999999999991';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`call app.for_each_organisation('update app.vendor set name = upper(name)')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`call app.for_each_organisation('update app.vendor set name = lower(name)')`);
  }
}

class ForgetTheLoop1999999999992 implements MigrationInterface {
  name = 'ForgetTheLoop1999999999992';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`update app.vendor set name = 'forgotten'`);
  }

  async down(): Promise<void> {
    // Nothing was done that could be taken back.
  }
}

describe('A migration', () => {
  let testDatabase: TestDatabase;
  let admin: Client;
  let ownerUrl: string;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    ownerUrl = testDatabase.ownerUrl;
    admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
    for (const [organisation, slug] of [
      [alpha, 'alpha'],
      [beta, 'beta'],
    ]) {
      await admin.query(
        `insert into app.organisation (organisation_id, slug, name, time_zone) values ($1, $2, $2, 'UTC')`,
        [organisation, slug],
      );
      await admin.query(`insert into app.vendor (organisation_id, name, name_key) values ($1, $2, $2)`, [
        organisation,
        `of ${slug}`,
      ]);
    }
  });

  afterEach(async () => {
    await admin.end();
    await testDatabase.drop();
  });

  const vendorNames = async (): Promise<string[]> => {
    const { rows } = await admin.query<{ name: string }>('select name from app.vendor order by name');
    return rows.map(({ name }) => name);
  };

  it('of data changes the rows of every organisation, and back', async () => {
    const access = { ownerUrl, migrations: [...migrations, ShoutNames1999999999991] };
    expect(await migrateUp(access)).toEqual(['ShoutNames1999999999991']);
    expect(await vendorNames()).toEqual(['OF ALPHA', 'OF BETA']);
    expect(await migrateDown(access)).toBe('ShoutNames1999999999991');
    expect(await vendorNames()).toEqual(['of alpha', 'of beta']);
  });

  it('that forgets the organisations fails instead of changing nothing', async () => {
    const access = { ownerUrl, migrations: [...migrations, ForgetTheLoop1999999999992] };
    await expect(migrateUp(access)).rejects.toThrow(/row-level security/);
    expect(await vendorNames()).toEqual(['of alpha', 'of beta']);
    const { rows } = await admin.query(`select from app.migration where name like 'Forget%'`);
    expect(rows).toEqual([]);
  });

  it('that moved what a review concludes kept it, in both directions and both organisations', async () => {
    // Only the two tables matter here, not what an assessment refers to.
    await admin.query(`set session_replication_role = replica`);
    for (const organisation_id of [alpha, beta]) {
      const assessment_id = organisation_id;
      await plantRow(admin, 'assessment', { organisation_id, id: assessment_id, state: 'closed' });
      await plantRow(admin, 'assessment_outcome', {
        organisation_id,
        assessment_id,
        summary: 'Sound',
        recommendation: 'approve',
      });
    }
    await migrateBefore(/^SearchAndOutcome/);
    const before = await admin.query(`select summary, recommendation from app.assessment`);
    expect(before.rows).toEqual(Array(2).fill({ summary: 'Sound', recommendation: 'approve' }));
    await migrateUp({ ownerUrl, migrations });
    const after = await admin.query(`select summary, recommendation from app.assessment_outcome`);
    expect(after.rows).toEqual(before.rows);
  });

  it('that compares names by a key gives one to those that are there, as it is given to those that come', async () => {
    await migrateBefore(/^NamesCompared/);
    const names = [
      'Zeta Corp.',
      'ZETA CORP',
      'Müller GmbH & Co. KG',
      'ООО Ромашка',
      '㈱山田',
      'Société Générale S. A.',
      'O’Reilly-Media, Inc',
      'İstanbul Bilişim A.Ş.',
      '+++',
    ];
    await admin.query(
      `insert into app.vendor (organisation_id, name, name_key)
       select o, n, lower(n) from unnest($1::uuid[]) o, unnest($2::text[]) n`,
      [[alpha, beta], names],
    );
    const { rows: vendors } = await admin.query<{ id: string }>(
      `select id from app.vendor where organisation_id = $1 limit 1`,
      [alpha],
    );
    const [inAscii, inLetters] = ['vera@xn--mnchen-3ya.example', 'vera@münchen.example'];
    await admin.query(
      `insert into app.contact (organisation_id, vendor_id, name, email)
       select $1, $2, 'Vera', a from unnest($3::text[]) a`,
      [alpha, vendors[0]?.id, [inAscii, 'uli@xn--mnchen-3ya.example', 'uli@münchen.example']],
    );
    await admin.query(`insert into app.member (organisation_id, email, name) values ($1, $2, 'Vera')`, [
      beta,
      inAscii,
    ]);
    await admin.query(
      `insert into app.suppressed_address (organisation_id, address, reason) values ($1, $2, 'bounced')`,
      [beta, inAscii],
    );
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query<{ name: string; nameKey: string; revision: number }>(
      `select name, name_key as "nameKey", revision from app.vendor`,
    );
    expect(rows.length).toBe(2 * (names.length + 1));
    for (const row of rows) expect(row).toMatchObject({ nameKey: comparingKey(row.name), revision: 1 });
    const emails = async (sql: string) =>
      (await admin.query<{ email: string }>(sql)).rows.map(({ email }) => email);
    expect((await emails(`select email from app.contact`)).toSorted()).toEqual([
      'uli@münchen.example',
      'uli@xn--mnchen-3ya.example',
      inLetters,
    ]);
    expect(await emails(`select email from app.member where name = 'Vera'`)).toEqual([inLetters]);
    expect(await emails(`select address as email from app.suppressed_address`)).toEqual([inLetters]);
    await migrateBefore(/^NamesCompared/);
    await migrateUp({ ownerUrl, migrations });
    expect((await admin.query(`select from app.vendor`)).rowCount).toBe(rows.length);
  });

  it('that counts what is stored counts it for each organisation, and files of the former version with it', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^LimitsOfOrganisations/);
    for (const organisation_id of [alpha, alpha, beta]) {
      await plantRow(admin, 'evidence', { organisation_id, size: '21' });
    }
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query(
      `select organisation_id, files, bytes::int from app.evidence_total order by organisation_id`,
    );
    expect(rows).toEqual([
      { organisation_id: alpha, files: 2, bytes: 42 },
      { organisation_id: beta, files: 1, bytes: 21 },
    ]);
  });

  it('that tells which files are never opened does so by their last extension, in both organisations', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^UnopenedEvidence/);
    const names = [
      'a.pdf',
      'b.DOCX',
      'c.zip.txt',
      'd.doc',
      'e.XLSM',
      'f.msg',
      'g.p7m',
      'h.zip',
      'i.pdf.hta',
      'j',
      'k.yml',
      'l.xml',
    ];
    for (const organisation_id of [alpha, beta])
      for (const name of names) await plantRow(admin, 'evidence', { organisation_id, name });
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query<{ name: string; unopened: string | null }>(
      'select name, unopened from app.evidence order by name, organisation_id',
    );
    const expected = [
      null,
      null,
      null,
      'macros',
      'macros',
      'mail',
      'signed',
      'archive',
      'unlisted',
      'unlisted',
      null,
      'unlisted',
    ];
    const told = names.map((name, at) => ({ name, unopened: expected[at] }));
    expect(rows).toEqual(told.flatMap((one) => [one, one]));
  });

  it('that begins the history of standings has each begin where it stands, in both organisations', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^StandingHistory/);
    for (const organisation_id of [alpha, beta]) {
      await plantRow(admin, 'engagement', {
        organisation_id,
        id: organisation_id,
        state: 'open',
        inherent_level: 'high',
      });
      await plantRow(admin, 'standing', {
        organisation_id,
        engagement_id: organisation_id,
        rating: 'high',
        rating_state: 'assessed',
        clause_01: 'in-force',
        ce_hundredths: '6150',
      });
    }
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query(
      `select organisation_id, cause, rating, rating_before, ce_hundredths
       from app.standing_history order by organisation_id`,
    );
    const begun = { cause: 'migration', rating: 'high', rating_before: null, ce_hundredths: 6150 };
    expect(rows).toEqual([alpha, beta].map((organisation_id) => ({ organisation_id, ...begun })));
  });

  it('that dates rungs gives open milestones those that the planner reckoned, in each zone and both organisations', async () => {
    await migrateBefore(/^MilestoneRungs/);
    await admin.query(`update app.organisation set time_zone = 'America/New_York' where slug = 'beta'`);
    for (const organisation of [alpha, beta]) {
      await admin.query(
        `insert into app.ladder_rung (organisation_id, ladder, variant, offset_days, recipients, mutable, timing, last_day)
         select $1, r.ladder, r.variant, r.offset_days, r.recipients, true, r.timing, r.last_day
         from (values
           ('assessment-due', 'standard', -7, '{lead-contact,delegates}'::text[], 'warns', false),
           ('assessment-due', 'standard', 1, '{owner}', 'past', false),
           ('contract', 'standard', -120, '{owner,procurement}', 'warns', false),
           ('contract', 'standard', -1, '{owner,procurement,owner-lead}', 'warns', true),
           ('contract', 'standard', 1, '{owner,procurement,owner-lead}', 'past', false),
           ('contract', 'short', -14, '{owner,procurement,owner-lead}', 'warns', false),
           ('contract-window', 'standard', 0, '{owner,procurement}', 'warns', false),
           ('finding', 'standard', 0, '{owner}', 'warns', false)
         ) r (ladder, variant, offset_days, recipients, timing, last_day)`,
        [organisation],
      );
      await admin.query(
        `insert into app.milestone
           (organisation_id, object_kind, object_id, part, ladder, variant, target_date, starts_on, schedule_version, closed_at)
         values
           ($1, 'assessment', $1, 0, 'assessment-due', 'standard', '2028-03-05', '2028-01-01', 1, null),
           ($1, 'assessment', $1, 0, 'assessment-due', 'standard', '2028-03-05', '2028-02-27', 2, null),
           ($1, 'assessment', $1, 0, 'assessment-due', 'standard', '2028-03-05', '2028-01-01', 3, now()),
           ($1, 'contract', $1, 1, 'contract', 'standard', '2028-11-06', '2027-11-06', 1, null),
           ($1, 'contract', $1, 2, 'contract', 'short', '2028-03-26', '2027-03-26', 1, null),
           ($1, 'contract', $1, 1, 'contract-window', 'standard', '2028-03-12', '2027-03-12', 1, null),
           ($1, 'finding', $1, 0, 'finding', 'standard', '2028-03-12', '2027-03-12', 1, null)`,
        [organisation],
      );
    }
    const before = await admin.query(plannedAsBefore);
    // Per organisation: two and one of assessments, three and one of contracts, one of a window.
    expect(before.rows).toHaveLength(2 * 8);
    await migrateUp({ ownerUrl, migrations });
    const after = await admin.query(plannedNow);
    expect(after.rows).toEqual(before.rows);
    const undated = await admin.query(
      `select distinct ladder from app.milestone where closed_at is null and not dated`,
    );
    expect(undated.rows).toEqual([{ ladder: 'finding' }]);
  });

  it('that makes codes of sentences keeps what it does not know as it was written, in both organisations and back', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^CodesInRows/);
    const clause = 'CL-01 Appropriate security measures';
    const reasons = [
      'it holds protected data',
      'the engagement is tier 1',
      'access names unheard-of',
      'Required by 45 CFR 164.504(e)(2)(ii)(B); 164.314(a)(2)(i)(A)',
      'Required by 201 CMR 17.03(2)(f)2.',
    ].join('; ');
    const findings = [
      ['answer', 'Do you encrypt?', 'The requirement is met only in part: the answer is "Partly".'],
      ['answer', 'Do you train?', 'The question was not answered.'],
      [
        'clause',
        `${clause}: not in the contract`,
        `The clause is required: ${reasons}. In the contract: missing.`,
      ],
      ['clause', 'A title of long ago', 'A detail of long ago.'],
      ['manual', 'Seen on site', 'The door stood open.'],
    ] as const;
    const inherent = {
      impactLevel: 'high',
      factors: [
        {
          fact: 'dataElements',
          label: 'Data',
          valueLabel:
            "Driver's licence or state-issued ID number, Security code, access code, PIN or password for an account",
          factor: 4,
        },
        { fact: 'access', label: 'Depth of access', valueLabel: 'Stores or processes', factor: 4 },
        { fact: 'criticality', label: 'How soon', valueLabel: 'Words of long ago', factor: 2 },
      ],
      likelihoodSteps: [{ fact: 'wireless', label: 'Carried over wireless networks', points: 10 }],
      triggers: [
        {
          code: 'privileged-access',
          text: 'Privileged access to our systems, with protected data or a service missed within three days',
        },
      ],
      notes: ['Likelihood ends at 100.', 'A note of long ago.'],
    };
    const residual = {
      risk: {
        rating: 'high',
        floors: [
          {
            code: 'knockout-open',
            text: 'Knock-out MA-57 is open: Is all encrypted: everywhere?',
            level: 'high',
          },
          { code: 'critical-finding-open', text: 'A critical finding is open', level: 'moderate' },
        ],
      },
      openKnockouts: ['MA-57'],
      disputes: [{ fact: 'media', label: 'Forms in which data are held', missing: [] }],
    };
    const score = {
      holdsPI: true,
      score: {
        questions: [
          { id: 'MA-01', reason: 'Not scored' },
          { id: 'MA-02', reason: 'A reason of long ago' },
        ],
      },
      disputes: [],
      proposals: [{ fact: 'media', label: 'Forms in which data are held', adds: ['paper'] }],
    };
    for (const organisation_id of [alpha, beta]) {
      const own = { organisation_id, engagement_id: organisation_id };
      for (const [index, [source, title, detail]] of findings.entries())
        await plantRow(admin, 'finding', {
          ...own,
          source,
          title,
          detail,
          occasion: `${index}`,
          severity: 'low',
          state: 'open',
        });
      await plantRow(admin, 'engagement', {
        organisation_id,
        id: organisation_id,
        state: 'open',
        inherent_level: 'high',
        intake: JSON.stringify({ dataElements: ['internal', 'dl', 'cred'], access: 'store' }),
        inherent: JSON.stringify(inherent).replaceAll(`'`, `''`),
      });
      await plantRow(admin, 'standing', {
        ...own,
        clause_01: 'in-force',
        rating_state: 'assessed',
        what_next: 'Close the 3 clause gaps',
        residual: JSON.stringify(residual),
      });
      await plantRow(admin, 'score', {
        organisation_id,
        assessment_id: organisation_id,
        document: JSON.stringify(score),
      });
    }
    const before = await rowsThatSay();
    await migrateUp({ ownerUrl, migrations });
    const after = await rowsThatSay();
    expect(after.map((row) => row.organisation_id)).toEqual(before.map((row) => row.organisation_id));
    const [own] = after;
    expect(own?.findings).toEqual([
      [
        { code: 'finding.answer.title', parameters: { question: 'Do you encrypt?' } },
        { code: 'finding.answer.partly-met-as-told', parameters: { answer: ['Partly'] } },
      ],
      [
        { code: 'finding.answer.title', parameters: { question: 'Do you train?' } },
        { code: 'finding.answer.unanswered', parameters: {} },
      ],
      [
        {
          code: 'finding.clause.title',
          parameters: { clause: 'CL-01', title: 'Appropriate security measures' },
        },
        {
          code: 'finding.clause.detail',
          parameters: {
            found: { code: 'clause-found.missing', parameters: {} },
            reasons: [
              { code: 'clause-ground.condition.PROTECTED', parameters: {} },
              { code: 'clause-ground.tier', parameters: { tier: 1 } },
              { code: 'clause-ground.fact', parameters: { fact: 'access', value: 'unheard-of' } },
              {
                code: 'clause-reason.required-by',
                parameters: { citation: '45 CFR 164.504(e)(2)(ii)(B); 164.314(a)(2)(i)(A)' },
              },
              { code: 'clause-reason.required-by', parameters: { citation: '201 CMR 17.03(2)(f)2.' } },
            ],
          },
        },
      ],
      [asWritten('A title of long ago'), asWritten('A detail of long ago.')],
      [asWritten('Seen on site'), asWritten('The door stood open.')],
    ]);
    expect(own?.inherent).toEqual({
      ...inherent,
      factors: [
        { fact: 'dataElements', values: ['dl', 'cred'], factor: 4 },
        { fact: 'access', values: ['store'], factor: 4 },
        { fact: 'criticality', values: [], valueLabel: 'Words of long ago', factor: 2 },
      ],
      likelihoodSteps: [{ fact: 'wireless', points: 10 }],
      triggers: [{ code: 'privileged-access' }],
      notes: [{ code: 'likelihood-capped' }, asWritten('A note of long ago.')],
    });
    expect(own?.residual).toEqual({
      ...residual,
      risk: {
        rating: 'high',
        floors: [
          {
            code: 'knockout-open',
            parameters: { question: 'MA-57', text: 'Is all encrypted: everywhere?' },
            level: 'high',
          },
          { code: 'critical-finding-open', parameters: {}, level: 'moderate' },
        ],
      },
      disputes: [{ fact: 'media', missing: [] }],
    });
    expect(own?.score).toEqual({
      ...score,
      score: {
        questions: [
          { id: 'MA-01', reason: 'unscored' },
          { id: 'MA-02', reason: asWritten('A reason of long ago') },
        ],
      },
      proposals: [{ fact: 'media', adds: ['paper'] }],
    });
    expect(own?.next).toEqual({ code: 'what-next.close-clause-gaps', parameters: { gaps: 3 } });
    await migrateBefore(/^CodesInRows/);
    expect(await rowsThatSay()).toEqual(
      before.map((row) => ({ ...row, inherent: { ...inherent, factors: inherent.factors.map(named) } })),
    );
  });

  it('that makes codes of why mail and jobs ended keeps what a server replied, in both organisations and back', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^ReasonsOfMail/);
    const reasons = [
      ['A later reminder was due by then.', { code: 'mail-reason.overtaken', parameters: {} }],
      ['submitted', { code: 'mail-reason.submitted', parameters: {} }],
      [
        'The mail server takes no mail: 421 4.3.2 Busy',
        { code: 'mail-reason.outage', parameters: { reply: '421 4.3.2 Busy' } },
      ],
      ['550 5.1.1 No such user', asWritten('550 5.1.1 No such user')],
      [null, null],
    ] as const;
    const results = [
      [
        '1204 rows of 31 tables and 9 files',
        { code: 'job.exported', parameters: { rows: 1204, tables: 31, files: 9 } },
      ],
      ['8 rows and 0 files', { code: 'job.erased', parameters: { rows: 8, files: 0 } }],
      ['Painted.', asWritten('Painted.')],
      [null, null],
    ] as const;
    for (const organisation_id of [alpha, beta]) {
      for (const [place, [reason]] of reasons.entries())
        await plantRow(admin, 'notification', {
          organisation_id,
          occasion: `${place}`,
          state: 'superseded',
          ...(reason !== null && { reason }),
        });
      for (const [place, [result]] of results.entries())
        await plantRow(admin, 'data_job', {
          organisation_id,
          kind: 'export',
          state: 'done',
          requested_by_name: `${place}`,
          ...(result !== null && { result, problem: 'Whoever asked for it is no longer an active member.' }),
        });
    }
    const told = async () => {
      const mails = await admin.query<{ reason: unknown }>(
        'select reason from app.notification order by occasion, organisation_id',
      );
      const jobs = await admin.query<{ result: unknown; problem: unknown }>(
        'select result, problem from app.data_job order by requested_by_name, organisation_id',
      );
      return { mails: mails.rows.map(({ reason }) => reason), jobs: jobs.rows };
    };
    const before = await told();
    await migrateUp({ ownerUrl, migrations });
    const { mails, jobs } = await told();
    const twice = (list: readonly (readonly [unknown, unknown])[]) => list.flatMap(([, now]) => [now, now]);
    expect(mails).toEqual(twice(reasons));
    expect(jobs.map(({ result }) => result)).toEqual(twice(results));
    expect(jobs[0]?.problem).toEqual({ code: 'job.asker-gone', parameters: {} });
    await migrateBefore(/^ReasonsOfMail/);
    const { mails: again, jobs: jobsAgain } = await told();
    expect(jobsAgain).toEqual(before.jobs);
    expect(
      again.map((reason) => (reason === 'The questionnaire has been submitted.' ? 'submitted' : reason)),
    ).toEqual(before.mails);
  });

  const asWritten = (text: string) => ({ code: 'as-written', parameters: { text } });

  /** On the way back facts have the names that the catalogue of that version gave them. */
  const named = (factor: { fact: string }) => ({
    ...factor,
    label:
      { dataElements: 'Data elements held together with a name', access: 'Depth of access' }[factor.fact] ??
      'How soon the business suffers without it',
  });

  interface SayingRow {
    readonly organisation_id: string;
    readonly findings: readonly unknown[];
    readonly inherent: object;
    readonly residual: object;
    readonly score: object;
    readonly next: unknown;
  }

  async function rowsThatSay(): Promise<SayingRow[]> {
    const { rows } = await admin.query<SayingRow>(
      `select e.organisation_id, e.inherent, s.residual, s.what_next as next, c.document as score,
         (select jsonb_agg(jsonb_build_array(f.title, f.detail) order by f.occasion) from app.finding f
           where f.organisation_id = e.organisation_id) as findings
       from app.engagement e
       join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
       join app.score c on c.organisation_id = e.organisation_id
       order by e.organisation_id`,
    );
    return rows;
  }

  it('that tells not reviewed from missing leaves former contracts as they were, and their marks with each part of CL-40', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^ClausesToReview/);
    for (const organisation_id of [alpha, beta]) {
      await plantRow(admin, 'contract', { organisation_id, id: organisation_id, state: 'in-term' });
      for (const clause of ['CL-01', 'CL-40'])
        await plantRow(admin, 'clause_finding', {
          organisation_id,
          contract_id: organisation_id,
          clause,
          status: 'present',
          quote: `of ${clause}`,
          by_member_id: organisation_id,
          by_name: 'Paula Buyer',
        });
      await plantRow(admin, 'member', { organisation_id, id: organisation_id });
    }
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query(
      `select c.unmarked_are_missing, c.clauses_to_review, c.review_due_on from app.contract c`,
    );
    const asBefore = { unmarked_are_missing: true, clauses_to_review: 0, review_due_on: null };
    expect(rows).toEqual([asBefore, asBefore]);
    const marks = await admin.query(
      `select f.clause, f.status, f.quote, f.by_name from app.clause_finding f
       where f.organisation_id = $1 order by f.clause`,
      [beta],
    );
    const of = (clause: string, from = clause) => ({
      clause,
      status: 'present',
      quote: `of ${from}`,
      by_name: 'Paula Buyer',
    });
    expect(marks.rows).toEqual([of('CL-01'), of('CL-40'), of('CL-41', 'CL-40'), of('CL-42', 'CL-40')]);
    const { rows: fresh } = await admin.query(
      `select c.column_default from information_schema.columns c
       where c.table_schema = 'app' and c.table_name = 'contract' and c.column_name = 'unmarked_are_missing'`,
    );
    expect(fresh).toEqual([{ column_default: 'false' }]);
  });

  it('that gives unreviewed clauses their reminders and counts again what may be open no longer, in both organisations', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^OpenAndOwnedWork/);
    for (const organisation_id of [alpha, beta]) {
      const review = { clauses_to_review: '3', review_due_on: '2026-12-06' };
      await plantRow(admin, 'contract', {
        organisation_id,
        id: organisation_id,
        state: 'in-term',
        ...review,
      });
      for (const [id, approval_state, use_state] of [
        ['01900000-0000-7000-8000-000000000001', 'rejected', 'not-yet'],
        ['01900000-0000-7000-8000-000000000002', 'rejected', 'in-use'],
        ['01900000-0000-7000-8000-000000000003', 'in-force', 'not-stated'],
        ['01900000-0000-7000-8000-000000000004', 'in-force', 'in-use'],
      ] as const) {
        await plantRow(admin, 'engagement', {
          organisation_id,
          id,
          state: 'open',
          use_state,
          inherent_level: 'low',
        });
        await plantRow(admin, 'standing', {
          organisation_id,
          engagement_id: id,
          approval_state,
          clause_01: 'not-required',
          rating: 'low',
          rating_state: 'not-assessed',
          changes_on: '2099-01-01',
        });
      }
    }
    // A later one counts every standing again.
    const last = migrationNames(migrations).findIndex((name) => name.startsWith('OpenAndOwnedWork'));
    await migrateUp({ ownerUrl, migrations: migrations.slice(0, last + 1) });
    const { rows: reminders } = await admin.query(
      `select organisation_id, object_id, target_date::text, starts_on::text, dated from app.milestone
       where ladder = 'contract-clauses' order by organisation_id`,
    );
    expect(reminders).toEqual(
      [alpha, beta].map((organisation_id) => ({
        organisation_id,
        object_id: organisation_id,
        target_date: '2026-12-06',
        starts_on: '2026-11-21',
        dated: false,
      })),
    );
    const { rows: due } = await admin.query<{ n: string }>(
      `select right(engagement_id::text, 1) as n from app.standing where changes_on < current_date order by 1`,
    );
    expect(due.map(({ n }) => n)).toEqual(['1', '1', '3', '3']);
  });

  it('that gives amendments a row says by whom they were recorded where the trail does, in both organisations', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^ContractDocuments/);
    const amendment = (fromTerm: number) => ({
      fromTerm,
      agreedOn: '2026-02-01',
      lastDay: null,
      renewalMonths: null,
      notice: { kind: 'days', days: 30 },
      reopens: false,
    });
    for (const organisation_id of [alpha, beta]) {
      await plantRow(admin, 'member', { organisation_id, id: organisation_id });
      await plantRow(admin, 'contract', {
        organisation_id,
        id: organisation_id,
        state: 'in-term',
        clauses_to_review: '0',
        terms: JSON.stringify({ amendments: [amendment(1), amendment(2)] }),
      });
      await plantRow(admin, 'audit_event', {
        organisation_id,
        actor_kind: 'member',
        actor_id: organisation_id,
        actor_name: 'Paula Buyer',
        what: 'contract.amended',
        object_kind: 'contract',
        object_id: organisation_id,
        after: JSON.stringify(amendment(2)),
      });
    }
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query(
      `select a.organisation_id, a.amendment, a.by_member_id, a.by_name from app.contract_amendment a
       order by a.organisation_id, a.amendment ->> 'fromTerm'`,
    );
    expect(rows).toEqual(
      [alpha, beta].flatMap((organisation_id) => [
        { organisation_id, amendment: amendment(1), by_member_id: null, by_name: null },
        { organisation_id, amendment: amendment(2), by_member_id: organisation_id, by_name: 'Paula Buyer' },
      ]),
    );
  });

  it('that ends wishes to pass on ends those whose ground is gone, and no others, in both organisations', async () => {
    await admin.query(`set session_replication_role = replica`);
    await migrateBefore(/^PassingOnOver/);
    const contacts = [
      '01900000-0000-7000-8000-0000000000c1',
      '01900000-0000-7000-8000-0000000000c2',
    ] as const;
    const scenes = [
      ['1', { state: 'answering' }, {}, 'waiting'],
      ['2', { state: 'submitted' }, {}, 'over'],
      ['3', { state: 'returned', contact_id: contacts[1] }, {}, 'over'],
      ['4', { state: 'sent' }, { links_since: '2099-01-01' }, 'over'],
    ] as const;
    for (const organisation_id of [alpha, beta])
      for (const [n, assessment, invitation] of scenes) {
        const id = `01900000-0000-7000-8000-00000000000${n}`;
        await plantRow(admin, 'assessment', { organisation_id, id, contact_id: contacts[0], ...assessment });
        await plantRow(admin, 'invitation', {
          ...{ organisation_id, id, assessment_id: id, contact_id: contacts[0] },
          ...invitation,
        });
        await plantRow(admin, 'passing_on', {
          ...{ organisation_id, id, assessment_id: id, invitation_id: id, state: 'waiting' },
          asked_at: '2026-11-22',
        });
      }
    await migrateUp({ ownerUrl, migrations });
    const { rows } = await admin.query<{ n: string; state: string }>(
      `select right(id::text, 1) as n, state from app.passing_on order by organisation_id, id`,
    );
    const ended = scenes.map(([n, , , state]) => ({ n, state }));
    expect(rows).toEqual([...ended, ...ended]);
  });

  /** Word for word what planner and history reckoned until then, for a member and for a contact. */
  const plannedAsBefore = `
    select m.id as milestone_id, r.offset_days, r.recipients, r.timing, r.last_day,
      ((m.target_date + r.offset_days) + time '08:00') at time zone o.time_zone as due_at,
      ${kindAsBefore('false')} as to_member, ${kindAsBefore('true')} as to_contact
    from app.milestone m
    join app.organisation o on o.organisation_id = m.organisation_id
    join app.ladder_rung r
      on r.organisation_id = m.organisation_id and r.ladder = m.ladder and r.variant = m.variant
    where m.closed_at is null
      and m.ladder in ('assessment-due', 'contract', 'contract-window')
      and m.target_date + r.offset_days > m.starts_on
    order by m.organisation_id, m.id, r.offset_days`;

  const plannedNow = `
    select r.milestone_id, r.offset_days, r.recipients, r.timing, r.last_day,
      (r.day + time '08:00') at time zone o.time_zone as due_at, r.member_mail as to_member, r.contact_mail as to_contact
    from app.milestone_rung r
    join app.organisation o on o.organisation_id = r.organisation_id
    order by r.organisation_id, r.milestone_id, r.offset_days`;

  function kindAsBefore(hasContact: string): string {
    return `case
      when m.ladder = 'assessment-due' and ${hasContact} then 'assessment-reminder'
      when m.ladder = 'assessment-due' then 'assessment-overdue-owner'
      when m.ladder = 'contract-window' then 'contract-window-open'
      when r.offset_days > 0 then 'contract-closed'
      else 'contract-reminder'
    end`;
  }

  async function migrateBefore(name: RegExp): Promise<void> {
    const from = migrationNames(migrations).findIndex((one) => name.test(one));
    for (let step = from; step < migrations.length; step++) await migrateDown({ ownerUrl, migrations });
  }
});

describe('All migrations', () => {
  it('can be taken back to nothing and applied again', async () => {
    const testDatabase = await createTestDatabase();
    const access = { ownerUrl: testDatabase.ownerUrl, migrations };
    const names = migrationNames(migrations);
    for (const name of [...names].reverse()) expect(await migrateDown(access)).toBe(name);
    expect(await migrateUp(access)).toEqual(names);
    await testDatabase.drop();
  });
});
