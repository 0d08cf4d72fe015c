import { Client } from 'pg';
import { tenancyStatement, type Actor } from '@countersign/platform';
import {
  createTestDatabase,
  liftEverythingButPolicies,
  organisationTables,
  plantRow,
  type TestDatabase,
} from '@countersign/testing';

const alpha = '11111111-1111-7111-8111-111111111111';
const beta = '22222222-2222-7222-8222-222222222222';
const ownAssessment = 'aaaaaaaa-0000-7000-8000-000000000001';
const otherAssessment = 'aaaaaaaa-0000-7000-8000-000000000002';
const ownVersion = 'bbbbbbbb-0000-7000-8000-000000000001';
const otherVersion = 'bbbbbbbb-0000-7000-8000-000000000002';

const memberOfBeta: Actor = { kind: 'member', organisationId: beta, memberId: ownAssessment, name: 'B' };
const jobOfBeta: Actor = { kind: 'job', organisationId: beta, name: 'spec' };
const respondent: Actor = {
  kind: 'respondent',
  organisationId: alpha,
  assessmentId: ownAssessment,
  contactId: ownAssessment,
  sessionHash: Buffer.alloc(32, 1),
  sections: null,
};
const delegate: Actor = { ...respondent, sections: ['E'] };
const holderOfUnknownToken: Actor = { kind: 'token', tokenHash: Buffer.alloc(32, 9) };

type Outcome = number | 'refused';

/** Statements as the role of the product, past every guard: only the policies are left. */
describe('Isolation with the guard taken away', () => {
  let testDatabase: TestDatabase;
  let admin: Client;
  let app: Client;
  let tables: string[];

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    admin = new Client({ connectionString: testDatabase.adminUrl });
    app = new Client({ connectionString: testDatabase.appUrl });
    await Promise.all([admin.connect(), app.connect()]);
    await liftEverythingButPolicies(admin);
    tables = await organisationTables(admin);
    for (const table of tables) await plantInBothOrganisations(table);
  });

  afterAll(async () => {
    await Promise.all([admin.end(), app.end()]);
    await testDatabase.drop();
  });

  /** Alpha has a row of the respondent's assessment and one of another; beta has one. */
  async function plantInBothOrganisations(table: string): Promise<void> {
    const idOf = (assessment: string): Record<string, string> =>
      table === 'assessment' ? { id: assessment } : {};
    const own = {
      assessment_id: ownAssessment,
      questionnaire_version_id: ownVersion,
      ...idOf(ownAssessment),
    };
    await plantRow(admin, table, { organisation_id: alpha, section: 'E', question: 'E-01', ...own });
    if (table !== 'organisation') {
      await plantRow(admin, table, {
        organisation_id: alpha,
        section: 'E',
        question: 'E-01',
        assessment_id: otherAssessment,
        questionnaire_version_id: otherVersion,
        ...idOf(otherAssessment),
      });
    }
    await plantRow(admin, table, {
      organisation_id: beta,
      ...own,
      ...(table === 'organisation' && { slug: 'beta' }),
    });
  }

  /** What this statement did as this actor; nothing of it stays. */
  async function attempt(actor: Actor, sql: string, values: readonly unknown[] = []): Promise<Outcome> {
    await app.query('begin');
    try {
      await app.query(tenancyStatement(actor));
      const { rowCount } = await app.query(sql, [...values]);
      return rowCount ?? 0;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused';
      throw error;
    } finally {
      await app.query('rollback');
    }
  }

  async function onEveryTable(
    actor: Actor,
    sql: (table: string) => string,
  ): Promise<Record<string, Outcome>> {
    const outcomes: Record<string, Outcome> = {};
    for (const table of tables) outcomes[table] = await attempt(actor, sql(table));
    return outcomes;
  }

  /** The tables where something happened, with how much. */
  const touched = (outcomes: Record<string, Outcome>) =>
    Object.fromEntries(
      Object.entries(outcomes).filter(([, outcome]) => outcome !== 0 && outcome !== 'refused'),
    );

  /** A copy of one of alpha's rows, put beside it. */
  async function insertCopies(actor: Actor, assessment: string): Promise<Record<string, Outcome>> {
    const outcomes: Record<string, Outcome> = {};
    for (const table of tables) {
      const { rows } = await admin.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from app."${table}" t where t.organisation_id = $1 limit 1`,
        [alpha],
      );
      const row = { ...rows[0]?.row };
      if ('assessment_id' in row) row['assessment_id'] = assessment;
      if ('verified' in row) row['verified'] = false;
      const sql = `insert into app."${table}" select * from jsonb_populate_record(null::app."${table}", $1)`;
      outcomes[table] = await attempt(actor, sql, [JSON.stringify(row)]);
    }
    return outcomes;
  }

  it('has rows to protect in every table', async () => {
    const bare = [];
    for (const table of tables) {
      const { rows } = await admin.query(`select distinct organisation_id from app."${table}"`);
      if (rows.length < 2) bare.push(table);
    }
    expect(tables.length).toBeGreaterThan(30);
    expect(bare).toEqual([]);
  });

  it.each([
    ['member', memberOfBeta],
    ['job', jobOfBeta],
  ])('a %s of another organisation reads none of the rows, and its own', async (_kind, actor) => {
    const foreign = await onEveryTable(
      actor,
      (t) => `select from app."${t}" where organisation_id = '${alpha}'`,
    );
    expect(touched(foreign)).toEqual({});
    const all = await onEveryTable(actor, (t) => `select from app."${t}"`);
    // What a vendor's staff write to each other is read by nobody who asked them.
    const visible = tables.map((table) => [table, table === 'colleague_note' ? 0 : 1] as const);
    expect(all).toEqual(Object.fromEntries(visible));
  });

  it('a member of another organisation changes and deletes none of the rows', async () => {
    const where = `where organisation_id = '${alpha}'`;
    const set = 'set organisation_id = organisation_id';
    expect(touched(await onEveryTable(memberOfBeta, (t) => `update app."${t}" ${set} ${where}`))).toEqual({});
    expect(touched(await onEveryTable(memberOfBeta, (t) => `delete from app."${t}" ${where}`))).toEqual({});
  });

  it('a member cannot put a row into another organisation, nor move one there', async () => {
    expect(touched(await insertCopies(memberOfBeta, ownAssessment))).toEqual({});
    const moved = await onEveryTable(
      memberOfBeta,
      (t) => `update app."${t}" set organisation_id = '${alpha}'`,
    );
    expect(touched(moved)).toEqual({});
  });

  it.each([
    ['nobody', { kind: 'none' } as const],
    ['the holder of an unknown token', holderOfUnknownToken],
  ])('%s reads, changes and deletes nothing', async (_who, actor) => {
    expect(touched(await onEveryTable(actor, (t) => `select from app."${t}"`))).toEqual({});
    expect(
      touched(await onEveryTable(actor, (t) => `update app."${t}" set organisation_id = organisation_id`)),
    ).toEqual({});
    expect(touched(await onEveryTable(actor, (t) => `delete from app."${t}"`))).toEqual({});
    expect(touched(await insertCopies(actor, ownAssessment))).toEqual({});
  });

  it('a connection used before reads nothing once its setting is gone', async () => {
    expect(await attempt(jobOfBeta, 'select from app.vendor')).toBe(1);
    for (const table of tables) {
      const { rowCount } = await app.query(`select from app."${table}"`);
      expect([table, rowCount]).toEqual([table, 0]);
    }
  });

  it('a respondent reads the own assessment and what belongs to it, and nothing else', async () => {
    expect(touched(await onEveryTable(respondent, (t) => `select from app."${t}"`))).toEqual({
      answer_revision: 1,
      answer_source: 1,
      assessment: 1,
      assessment_decline: 1,
      assessment_progress: 1,
      colleague_note: 1,
      evidence: 1,
      finding_plan: 1,
      // Numbers that hold for it too; both of its organisation's, since keys step aside here.
      organisation_limit: 2,
      respondent_questionnaire: 1,
      returned_question: 1,
    });
  });

  it('a respondent may mark the progress as stale, change notes among colleagues, and nothing else', async () => {
    const updated = await onEveryTable(
      respondent,
      (t) => `update app."${t}" set organisation_id = organisation_id`,
    );
    expect(touched(updated)).toEqual({ assessment_progress: 1, colleague_note: 1 });
    expect(updated['assessment']).toBe('refused');
  });

  it('a respondent may lock the own assessment and no other', async () => {
    expect(await attempt(respondent, 'select from app.assessment for key share')).toBe(1);
    expect(await attempt(respondent, 'select from app.assessment for update')).toBe(1);
  });

  it('a respondent deletes nothing', async () => {
    expect(touched(await onEveryTable(respondent, (t) => `delete from app."${t}"`))).toEqual({});
  });

  it('a respondent adds answers, their sources, evidence and notes among colleagues to the own assessment, and to no other', async () => {
    expect(Object.keys(touched(await insertCopies(respondent, ownAssessment)))).toEqual([
      'answer_revision',
      'answer_source',
      'colleague_note',
      'evidence',
    ]);
    expect(touched(await insertCopies(respondent, otherAssessment))).toEqual({});
  });

  it('a respondent records nothing in the trail but acts on the own assessment', async () => {
    const line = (kind: string, assessment: string) =>
      attempt(
        respondent,
        `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind, object_id)
         values ($1, $2, 'a contact', 'evidence.added', 'assessment', $3)`,
        [alpha, kind, assessment],
      );
    expect(await line('respondent', ownAssessment)).toBe(1);
    expect(await line('member', ownAssessment)).toBe('refused');
    expect(await line('respondent', otherAssessment)).toBe('refused');
  });

  it('a delegate reads and writes the delegated sections only', async () => {
    expect(await attempt(delegate, 'select from app.answer_revision')).toBe(1);
    expect(await attempt({ ...delegate, sections: ['B'] }, 'select from app.answer_revision')).toBe(0);
    expect(await attempt({ ...delegate, sections: [] }, 'select from app.answer_revision')).toBe(0);
    const other: Actor = { ...delegate, sections: ['B'] };
    const added = await insertCopies(other, ownAssessment);
    for (const table of ['answer_revision', 'answer_source', 'colleague_note', 'evidence'])
      expect(added[table]).toBe('refused');
  });

  it('a delegate reads and writes the delegated questions only, their documents and notes too', async () => {
    const part = (question: string): Actor => ({ ...delegate, sections: [`#${question}`] });
    const reads = (actor: Actor) => onEveryTable(actor, (t) => `select from app."${t}"`);
    const tablesOfParts = [
      'answer_revision',
      'answer_source',
      'colleague_note',
      'evidence',
      'returned_question',
    ];
    const own = await reads(part('E-01'));
    const foreign = await reads(part('NO-01'));
    for (const table of tablesOfParts) expect([table, own[table], foreign[table]]).toEqual([table, 1, 0]);
    // A section alone opens no document: it is named together with its questions.
    expect((await reads(delegate))['evidence']).toBe(0);
    const added = await insertCopies(part('NO-01'), ownAssessment);
    for (const table of ['answer_revision', 'answer_source', 'colleague_note', 'evidence'])
      expect(added[table]).toBe('refused');
  });
});
