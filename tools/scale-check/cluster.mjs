// The database of the check: node cluster.mjs <folder> <port>. Flushed as on a server, since what a crash loses is the question.
import path from 'node:path';
import { startPostgres } from '../database/embedded-postgres.mjs';
import { provisionDatabase, urlAs } from '../database/provision.mjs';
import { secretIn } from '../node/secret.mjs';

const DATABASE = 'countersign';
const [folder, port] = process.argv.slice(2);
const ownerPassword = secretIn(path.join(folder, 'owner-password'));
const appPassword = secretIn(path.join(folder, 'app-password'));
const logFile = path.join(folder, 'logs/postgres.log');

const settings = { max_connections: 150 };
const postgres = await startPostgres({ dataFolder: folder, logFile, usualPort: Number(port), settings });
process.once('SIGTERM', () => postgres.stop().finally(() => process.exit(0)));
await provisionDatabase({
  superuserUrl: postgres.superuserUrl(),
  database: DATABASE,
  ownerPassword,
  appPassword,
});
const adminUrl = postgres.superuserUrl(DATABASE);
process.send({
  postmaster: postgres.pid,
  adminUrl,
  ownerUrl: urlAs(adminUrl, 'cs_owner', ownerPassword),
  appUrl: urlAs(adminUrl, 'cs_app', appPassword),
});
setInterval(() => {}, 60_000); // stays, to stop the server when told to
