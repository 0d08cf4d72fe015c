// The launcher's reading of a secret, which it needs before anything is built; the product's own is
// libs/platform/src/config/secrets.ts.
import fs from 'node:fs';
import { Problem } from './problem.mjs';

/** What the launcher and the commands beside it decide themselves; the file of one of these would say it twice. */
const decided = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'SMTP_URL'];

/** From the variable itself or from the file that `<variable>_FILE` names; null where neither is set. */
export function secretOf(environment, variable) {
  const text = environment[variable]?.trim() || null;
  const fileVariable = `${variable}_FILE`;
  const file = environment[fileVariable]?.trim() || null;
  if (file === null) return text;
  if (text !== null) {
    throw new Problem(`${variable} is given twice: ${fileVariable} is set too. Keep one of the two.`);
  }
  const content = fs.statSync(file, { throwIfNoEntry: false })?.isFile()
    ? fs.readFileSync(file, 'utf8').trim()
    : '';
  if (content !== '') return content;
  throw new Problem(`${fileVariable} names a file that does not exist or is empty.`);
}

/** Whether the environment names a server of somebody's own, in whichever of the two ways. */
export const isGiven = (environment, variable) =>
  Boolean(environment[variable]?.trim() || environment[`${variable}_FILE`]?.trim());

/** Keys come in a file there, always. */
export function withoutDecidedSecrets(environment) {
  const left = { ...environment };
  for (const variable of decided) delete left[`${variable}_FILE`];
  if (left.COUNTERSIGN_KEYS_FILE) delete left.COUNTERSIGN_KEYS;
  return left;
}
