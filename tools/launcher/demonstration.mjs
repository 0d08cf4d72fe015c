import fs from 'node:fs';
import path from 'node:path';
import { withClient } from '../database/provision.mjs';
import { apiProgram, runOrRefuse } from './programs.mjs';

const signInsFile = (folder) => path.join(folder, 'sign-ins.txt');

function stateOf(appUrl) {
  const question =
    'select demonstration, exists (select from lookup.organisations()) as filled from app.product';
  return withClient(appUrl, async (client) => (await client.query(question)).rows[0]);
}

/** Fills an empty embedded database with the demonstration. Says whether this is one. */
export async function prepareDemonstration({ settings, folder, env, logFile, tell, programs }) {
  const { demonstration, filled } = await stateOf(env.DATABASE_URL);
  const wanted = settings.demonstration === 'always' || (settings.demonstration === 'when empty' && !filled);
  if (!wanted && !demonstration) return false;
  if (demonstration && fs.existsSync(signInsFile(folder))) return true;
  if (!fs.existsSync(apiProgram('demonstration', programs))) return false;
  tell('Filling the demonstration …');
  const sentence = 'The demonstration could not be filled in.';
  const seeding = { env: { ...env, COUNTERSIGN_DEMO: '1' }, logFile, sentence, programs };
  await runOrRefuse('demonstration', ['seed'], seeding);
  return true;
}

/** For the terminal only, never for a log. */
export function signIns(folder) {
  const file = signInsFile(folder);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : null;
}
