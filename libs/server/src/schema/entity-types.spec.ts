import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { camelCaseRow, databaseOptions } from '@countersign/platform';
import { createTestDatabase, liftEverythingButPolicies, type TestDatabase } from '@countersign/testing';
import { Client } from 'pg';
import { DataSource, type EntityMetadata } from 'typeorm';
import { entities } from './entities';
import { believedRows, type BelievedColumn } from './entity-types';

const root = resolve(__dirname, '../../../..');

/** One value of each type of the schema. */
const sampleOf: Readonly<Record<string, string>> = {
  uuid: 'uuidv7()',
  text: `'some'`,
  'text[]': `'{some}'`,
  integer: '1',
  bigint: '4294967296',
  boolean: 'true',
  date: `date '2026-11-26'`,
  interval: `interval '1 day'`,
  jsonb: `'{"some": 1}'`,
  bytea: `'\\x00ff'`,
  'bytea[]': `array['\\x00ff'::bytea]`,
  'timestamp with time zone': `timestamptz '2026-11-26 10:00+02'`,
};

describe('The types of entities', () => {
  let testDatabase: TestDatabase;
  let dataSource: DataSource;
  const believed = believedRows(
    root,
    globSync('libs/*/src/**/*.entity.ts', { cwd: root }).map((file) => resolve(root, file)),
  );

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    const admin = new Client({ connectionString: testDatabase.adminUrl });
    await admin.connect();
    await liftEverythingButPolicies(admin);
    await admin.end();
    // As superuser, by the options of the product: what its driver gives is what counts.
    const options = databaseOptions({ url: testDatabase.adminUrl, connections: 1 });
    dataSource = await new DataSource({ ...options, entities: [...entities] }).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  /** A row with a value in every column, as a reader gets it. */
  const rowOf = async (table: string): Promise<Record<string, unknown>> => {
    const columns = await dataSource.query<{ name: string; type: string; computed: boolean }[]>(
      `select attname as name, format_type(atttypid, null) as type, attgenerated <> '' as computed from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [`app.${table}`],
    );
    const given = columns.filter(({ computed }) => !computed);
    const values = given.map(({ name, type }) => {
      const sample = sampleOf[type];
      if (sample === undefined) throw new Error(`There is no sample for ${table}.${name} of type ${type}.`);
      return sample;
    });
    await dataSource.query(`delete from app."${table}"`);
    await dataSource.query(
      `insert into app."${table}" (${given.map(({ name }) => `"${name}"`).join(', ')}) values (${values.join(', ')})`,
    );
    const [row = {}] = await dataSource.query<Record<string, unknown>[]>(`select * from app."${table}"`);
    return camelCaseRow(row);
  };

  const rowBelieved = ({ name }: EntityMetadata) => {
    const row = believed.get(name);
    if (row === undefined) throw new Error(`The compiler found no class ${name}.`);
    return row;
  };

  it('say what the driver gives for every column of every table', async () => {
    const differing: string[] = [];
    for (const metadata of dataSource.entityMetadatas) {
      const { columns } = rowBelieved(metadata);
      const row = await rowOf(metadata.tableName);
      for (const name of new Set([...columns.keys(), ...Object.keys(row)])) {
        const [said, given] = [columns.get(name)?.kind ?? 'nothing', kindOf(row[name])];
        if (said !== given)
          differing.push(`${metadata.name}.${name} is ${said} by its type, ${given} by the driver`);
      }
    }
    expect(differing).toEqual([]);
  });

  it('allow null where the table does, and nowhere else', () => {
    const differing = everyColumn().filter(({ column, isNullable }) => column.mayBeNull !== isNullable);
    expect(differing.map(({ at }) => at)).toEqual([]);
  });

  it('leave to the database what has a default there, and nothing else', () => {
    for (const metadata of dataSource.entityMetadatas) {
      const withDefault = metadata.columns.filter((column) => column.default !== undefined);
      const names = withDefault
        .map(({ propertyName }) => propertyName)
        .filter((name) => name !== 'organisationId');
      expect([metadata.name, ...rowBelieved(metadata).byDefault]).toEqual([metadata.name, ...names.sort()]);
    }
  });

  it('name the words that the check of the column lets through', () => {
    const named = everyColumn().filter(({ column, checked }) => column.words !== null && checked !== null);
    expect(named.length).toBeGreaterThan(3);
    for (const { at, column, checked } of named)
      expect([at, ...(column.words ?? [])]).toEqual([at, ...(checked ?? [])]);
  });

  const everyColumn = () =>
    dataSource.entityMetadatas.flatMap((metadata) =>
      metadata.columns.map(({ propertyName, databaseName, isNullable }) => {
        const column = rowBelieved(metadata).columns.get(propertyName) as BelievedColumn;
        return {
          at: `${metadata.name}.${propertyName}`,
          column,
          isNullable,
          checked: checkedWords(metadata, databaseName),
        };
      }),
    );
});

/** Of a check such as `(state = ANY (ARRAY['open'::text, 'ended'::text]))`; null where there is none. */
function checkedWords({ checks }: EntityMetadata, column: string): string[] | null {
  const check = checks.find(({ expression }) => expression.startsWith(`(${column} = ANY (ARRAY[`));
  return check === undefined
    ? null
    : [...check.expression.matchAll(/'([^']*)'::text/g)].map(([, word = '']) => word).sort();
}

function kindOf(value: unknown): BelievedColumn['kind'] | 'nothing' {
  if (value === null || value === undefined) return 'nothing';
  if (Buffer.isBuffer(value)) return 'bytes';
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? 'texts' : 'document';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'document';
  }
}
