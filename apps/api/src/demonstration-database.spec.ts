import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';
import { OccupiedDatabaseError, markFilled, prepareForDemonstration } from './demonstration-database';

jest.setTimeout(120_000);

describe('A database for the demonstration', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(() => database.drop());

  const ask = async <T extends object>(sql: string): Promise<T[]> => {
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const anOrganisation = () =>
    ask(`insert into app.organisation (organisation_id, name, slug, time_zone)
         values ('01999999-9999-7999-8999-999999999999', 'Alder', 'alder', 'UTC')`);
  const product = async () =>
    (
      await ask<{ id: string; demonstration: boolean }>(
        'select installation_id as id, demonstration from app.product',
      )
    )[0];

  it('that was interrupted is emptied, and stays the installation whose files lie beside it', async () => {
    const before = await product();
    expect(await prepareForDemonstration(database.ownerUrl)).toBe(true);
    await anOrganisation();
    expect(await prepareForDemonstration(database.ownerUrl)).toBe(true);
    expect(await ask('select from app.organisation')).toEqual([]);
    expect(await product()).toEqual({ id: before?.id, demonstration: true });
  });

  it('that was filled to its end is left as it is', async () => {
    await prepareForDemonstration(database.ownerUrl);
    await anOrganisation();
    await markFilled(database.ownerUrl);
    expect(await prepareForDemonstration(database.ownerUrl)).toBe(false);
    expect(await ask('select from app.organisation')).toHaveLength(1);
  });

  it('that is none is refused with what it holds, untouched', async () => {
    await anOrganisation();
    await expect(prepareForDemonstration(database.ownerUrl)).rejects.toThrow(OccupiedDatabaseError);
    expect(await ask('select from app.organisation')).toHaveLength(1);
    expect(await product()).toMatchObject({ demonstration: false });
  });
});
