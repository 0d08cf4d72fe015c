import { resolve } from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { entities } from './entities';
import { unsaidOwners, writtenSql } from './written-sql';

const root = resolve(__dirname, '../../../..');
const folders = [
  ...['wire', 'platform', 'audit', 'limits', 'notifications', 'identity', 'organisation', 'findings'],
  ...['contracts', 'assessments', 'responding', 'portfolio', 'operating', 'demonstration', 'server'],
].map((library) => `libs/${library}/src`);

const bySecret =
  'Finds the organisation by the hash of a secret: the policy of tokens lets that one row through.';
const ofItsJob = 'Runs as the job of one organisation, and is kept in it by row-level security alone.';

const byLease = 'The conditions of a lease name it (platform/jobs/leases.ts).';

/** Files with statements that name no organisation, each with the reason. One that needs no exception fails below. */
const exceptions: Readonly<Record<string, string>> = {
  'libs/identity/src/api-tokens/bearer-tokens.ts': bySecret,
  'libs/identity/src/links/member-links.ts': bySecret,
  'libs/identity/src/oidc/oidc-flows.ts': bySecret,
  'libs/identity/src/sessions/opaque-sessions.ts': bySecret,
  'libs/identity/src/sign-in/sign-in-steps.ts': bySecret,
  'libs/responding/src/invited-links.ts': bySecret,
  'libs/responding/src/respondent-visits.ts': bySecret,
  'libs/demonstration/src/stage.ts': bySecret,
  'libs/platform/src/jobs/job-claims.ts': byLease,
  'libs/notifications/src/sending/claims.ts': byLease,
  'libs/notifications/src/sending/records.ts': byLease,
  'libs/organisation/src/retention/data-job.reader.ts': ofItsJob,
  'libs/organisation/src/retention/data-job.service.ts': ofItsJob,
  'libs/organisation/src/retention/disposal.ts': ofItsJob,
  'libs/organisation/src/retention/organisation-export.ts': ofItsJob,
};

/** The tables whose rows belong to an organisation. */
function ownedTables(): ReadonlySet<string> {
  const { tables, columns } = getMetadataArgsStorage();
  const ours = tables.filter(({ target }) => entities.some((entity) => entity === target));
  const owned = ours.filter(({ target }) =>
    columns.some((column) => column.target === target && column.propertyName === 'organisationId'),
  );
  return new Set(owned.map(({ name }) => name ?? ''));
}

describe('SQL of the server', () => {
  const owned = ownedTables();
  const statements = writtenSql(root, folders);

  it('names the organisation of every table it reads or writes', () => {
    const unsaid = statements
      .filter(({ file }) => !(file in exceptions))
      .map(({ file, line, text }) => ({ at: `${file}:${line}`, unsaid: unsaidOwners(text, owned) }))
      .filter((one) => one.unsaid.length > 0);
    expect(unsaid).toEqual([]);
  });

  it('has no exception that it does not need', () => {
    const needed = statements
      .filter(({ text }) => unsaidOwners(text, owned).length > 0)
      .map(({ file }) => file);
    expect(Object.keys(exceptions).filter((file) => !needed.includes(file))).toEqual([]);
  });

  it('is found: hundreds of statements, about most of the tables', () => {
    expect(statements.length).toBeGreaterThan(300);
    const read = new Set(
      [...owned].filter((table) => statements.some(({ text }) => text.includes(`app.${table}`))),
    );
    expect(read.size).toBeGreaterThan(owned.size - 10);
  });

  it.each([
    ['select v.id from app.vendor v where v.id = :id', ['v', ':organisationId']],
    ['select v.id from app.vendor v where v.organisation_id = :organisationId and v.id = :id', []],
    [
      `select 1 from app.vendor v join app.contact c on c.vendor_id = v.id
       where v.organisation_id = :organisationId`,
      ['c'],
    ],
    [
      `select 1 from app.vendor v join app.contact c on c.organisation_id = v.organisation_id and c.vendor_id = v.id
       where v.organisation_id = :organisationId`,
      [],
    ],
    [
      'select 1 from app.vendor v join app.contact c on c.organisation_id = v.organisation_id',
      [':organisationId'],
    ],
    ['insert into app.vendor (organisation_id, name) values (:organisationId, :name)', []],
    ['insert into app.vendor (name) values (:name)', ['vendor', ':organisationId']],
    ['update app.vendor set name = :name where organisation_id = :organisationId and id = :id', []],
    ['update app.vendor set name = :name where id = :id', ['vendor', ':organisationId']],
    [
      'delete from app.vendor where id = :id -- organisation_id = :organisationId',
      ['vendor', ':organisationId'],
    ],
    ['select app.now(), p.clock_offset from app.product p', []],
  ])('would be told of: %s', (text, unsaid) => {
    expect(unsaidOwners(text, owned)).toEqual(unsaid);
  });
});
