import { DataSource } from 'typeorm';
import { databaseOptions } from '@countersign/platform';
import { createTestDatabase, type TestDatabase } from '@countersign/testing';
import { entities } from './entities';

describe('Entities and migrations', () => {
  let testDatabase: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    // As the owner: only an owner sees every constraint in information_schema.
    const options = databaseOptions({ url: testDatabase.ownerUrl, connections: 1 });
    dataSource = await new DataSource({ ...options, entities: [...entities] }).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  it('describe the same tables, columns, keys, checks and indexes', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('name the same tables', async () => {
    const tables = await dataSource.query<{ name: string }[]>(
      `select relname as name from pg_class
       where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and relname <> 'migration'`,
    );
    const described = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    expect(described.sort()).toEqual(tables.map(({ name }) => name).sort());
    expect(described).toHaveLength(entities.length);
  });

  it('would not agree if a migration forgot a column', async () => {
    await dataSource.query('alter table app.holiday drop column name');
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([expect.stringContaining('ADD "name"')]);
  });
});
