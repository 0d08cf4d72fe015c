const { randomBytes } = require('node:crypto');
const { Client, escapeIdentifier } = require('pg');
const { databaseSettingsSql } = require('../database/roles.mjs');

function setting(name) {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `${name} is not set: the Jest project needs tools/testing/jest-global-setup.cjs as its globalSetup.`,
  );
}

async function withClient(connectionString, work) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database, credentials = {}) {
  const url = new URL(setting('TEST_DATABASE_ADMIN_URL'));
  Object.assign(url, credentials, { pathname: `/${database}` });
  return url.toString();
}

/** Two clones at once, or a connection to the template that is just closing: the server says "in use". */
async function clone(database) {
  const template = escapeIdentifier(setting('TEST_DATABASE_TEMPLATE'));
  const create = `create database ${escapeIdentifier(database)} template ${template} strategy file_copy`;
  await withClient(urlOf('postgres'), async (admin) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await admin.query(create);
        break;
      } catch (error) {
        if (error.code !== '55006' || attempt === 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    await admin.query(databaseSettingsSql(database));
  });
}

/** A migrated, empty database of the spec's own. Call `drop` when the spec has closed its connections. */
async function createTestDatabase() {
  const database = `test_${randomBytes(6).toString('hex')}`;
  await clone(database);
  return {
    database,
    adminUrl: urlOf(database),
    ownerUrl: urlOf(database, { username: 'cs_owner', password: setting('TEST_OWNER_PASSWORD') }),
    appUrl: urlOf(database, { username: 'cs_app', password: setting('TEST_APP_PASSWORD') }),
    redisUrl: setting('TEST_REDIS_URL'),
    drop: () =>
      withClient(urlOf('postgres'), (admin) =>
        admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`),
      ),
  };
}

module.exports = { createTestDatabase };
