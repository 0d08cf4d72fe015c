import { migrations } from '@countersign/migrations';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateDown, migrateUp, migrationNames } from '@countersign/platform';
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
