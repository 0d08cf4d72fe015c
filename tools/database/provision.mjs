import pg from 'pg';
import { databaseSettingsSql, insideDatabaseSql, rolesSql } from './roles.mjs';

export async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // a server that goes away fails the query in hand; it must not end the process
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function urlOfDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

export function urlAs(url, user, password) {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.toString();
}

/** Makes roles and database when they are missing; says whether the database is new. */
export async function provisionDatabase({ superuserUrl, database, ownerPassword, appPassword }) {
  const isNew = await withClient(superuserUrl, async (client) => {
    await client.query(rolesSql({ ownerPassword, appPassword }));
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)} owner cs_owner`);
    await client.query(databaseSettingsSql(database));
    return rowCount === 0;
  });
  await withClient(urlOfDatabase(superuserUrl, database), (client) => client.query(insideDatabaseSql));
  return isNew;
}
