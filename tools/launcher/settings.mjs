// What the environment decides about the one-command start.
import { secretOf } from '../node/environment-secret.mjs';
import { isFree } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';

function portFrom(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Problem(`PORT is "${text}", which is not a port. Set it to a number from 1 to 65535.`);
}

function databaseFrom(environment) {
  const appUrl = secretOf(environment, 'DATABASE_URL');
  const ownerUrl = secretOf(environment, 'DATABASE_OWNER_URL');
  if (!appUrl && !ownerUrl) return null;
  if (appUrl && ownerUrl) return { appUrl, ownerUrl };
  const missing = appUrl
    ? 'DATABASE_OWNER_URL (role cs_owner, for migrations)'
    : 'DATABASE_URL (role cs_app)';
  throw new Problem(
    `A database of your own needs two addresses, and ${missing} is not set. \`node tools/database/roles.mjs\` prints the SQL that makes the roles.`,
  );
}

/** `demonstration`: 'always' and 'never' are the environment's word; 'when empty' holds for the embedded database. */
function demonstrationFrom({ COUNTERSIGN_DEMO }, database) {
  if (COUNTERSIGN_DEMO === '1') return 'always';
  if (COUNTERSIGN_DEMO && COUNTERSIGN_DEMO !== '0') {
    throw new Problem(`COUNTERSIGN_DEMO is "${COUNTERSIGN_DEMO}". Set it to 1 (demonstration) or 0 (none).`);
  }
  return COUNTERSIGN_DEMO === '0' || database ? 'never' : 'when empty';
}

export async function readSettings(environment = process.env) {
  const port = portFrom(environment.PORT || '3000');
  if (!(await isFree(port))) {
    throw new Problem(
      `Port ${port} is taken by another program. Set PORT to another one, for example PORT=${port + 1} npm start.`,
    );
  }
  const database = databaseFrom(environment);
  return {
    port,
    publicUrl: (environment.PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    database,
    redisUrl: secretOf(environment, 'REDIS_URL'),
    smtpUrl: secretOf(environment, 'SMTP_URL'),
    demonstration: demonstrationFrom(environment, database),
  };
}
