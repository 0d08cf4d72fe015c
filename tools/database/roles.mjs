// The roles of the database, in one place: the launcher, the tests and compose use it, and a database
// administrator runs it once for a server of their own:
//   node tools/database/roles.mjs [database] > roles.sql
//   psql -v owner_password=… -v app_password=… -v backup_password=… -f roles.sql <superuser's connection>
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const literal = (text) => `'${text.replaceAll("'", "''")}'`;
const identifier = (name) => `"${name.replaceAll('"', '""')}"`;

const createRole = (name) => `do $$ begin
  if not exists (select from pg_roles where rolname = '${name}') then create role ${name} nologin; end if;
end $$;`;

const rolesWithPasswords = (owner, app, backup) => `
${['cs_owner', 'cs_app', 'cs_lookup', 'cs_erasure', 'cs_backup'].map(createRole).join('\n')}
-- owns schemas and tables and migrates; row security binds it as it binds everybody
alter role cs_owner login nosuperuser nobypassrls nocreaterole nocreatedb noreplication password ${owner};
-- api and worker
alter role cs_app login nosuperuser nobypassrls nocreaterole nocreatedb noreplication password ${app};
-- owns the few functions that look across organisations
alter role cs_lookup nologin nosuperuser nobypassrls nocreaterole nocreatedb noreplication;
-- owns the functions of an erasure, the only ones that may take a payload out of the trail
alter role cs_erasure nologin nosuperuser nobypassrls nocreaterole nocreatedb noreplication;
-- pg_dump only: a dump under row security would be empty
alter role cs_backup ${backup === null ? 'nologin' : `login password ${backup}`} nosuperuser bypassrls nocreaterole nocreatedb;
alter role cs_backup set default_transaction_read_only = on;
grant pg_read_all_data to cs_backup;
-- the owner may hand a function over to them, and has none of their rights otherwise
grant cs_lookup, cs_erasure to cs_owner with inherit false, set true;
`;

/** Idempotent; run as superuser in any database. Without a backup password cs_backup cannot log in. */
export function rolesSql({ ownerPassword, appPassword, backupPassword = null }) {
  const backup = backupPassword === null ? null : literal(backupPassword);
  return rolesWithPasswords(literal(ownerPassword), literal(appPassword), backup);
}

/**
 * Settings and rights of a database, which CREATE DATABASE … TEMPLATE does not copy: run as superuser in
 * any database after each clone.
 */
export function databaseSettingsSql(database) {
  const name = identifier(database);
  return `
alter database ${name} owner to cs_owner;
revoke all on database ${name} from public;
grant connect on database ${name} to cs_app, cs_backup;
-- a backfill that would silently touch no row under FORCE ROW LEVEL SECURITY fails instead
alter role cs_owner in database ${name} set row_security = off;
`;
}

/** Once inside a new database; clones inherit it. */
export const insideDatabaseSql = 'revoke all on schema public from public;';

/** For psql: passwords are its variables, the database is made when it is missing. */
export function administratorSql(database) {
  return `\\set ON_ERROR_STOP 1
${rolesWithPasswords(":'owner_password'", ":'app_password'", ":'backup_password'").trim()}

select format('create database %I owner cs_owner', ${literal(database)})
where not exists (select from pg_database where datname = ${literal(database)})
\\gexec
${databaseSettingsSql(database).trim()}
\\connect ${identifier(database)}
${insideDatabaseSql}
`;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.stdout.write(administratorSql(process.argv[2] ?? 'countersign'));
}
