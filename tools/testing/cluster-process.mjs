// An embedded cluster in the folder that is named, with roles and database as the one-command start makes them;
// it stops when whoever forked it says so or is gone.
import path from 'node:path';
import { startPostgres } from '../database/embedded-postgres.mjs';
import { provisionDatabase, urlAs } from '../database/provision.mjs';
import { secretIn } from '../node/secret.mjs';

const dataFolder = process.argv[2];
const database = 'countersign';
const ownerPassword = secretIn(path.join(dataFolder, 'owner-password'));
const appPassword = secretIn(path.join(dataFolder, 'app-password'));

const postgres = await startPostgres({ dataFolder, logFile: path.join(dataFolder, 'postgres.log') });
process.once('disconnect', () => postgres.stop().finally(() => process.exit(0)));
await provisionDatabase({ superuserUrl: postgres.superuserUrl(), database, ownerPassword, appPassword });
const adminUrl = postgres.superuserUrl(database);
process.send({
  adminUrl,
  ownerUrl: urlAs(adminUrl, 'cs_owner', ownerPassword),
  appUrl: urlAs(adminUrl, 'cs_app', appPassword),
});
