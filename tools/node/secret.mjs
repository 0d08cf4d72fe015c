import crypto from 'node:crypto';
import fs from 'node:fs';

/** A generated password that stays the same from then on, readable for the file's owner alone. */
export function secretIn(file) {
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, `${crypto.randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return fs.readFileSync(file, 'utf8').trim();
}

/** The keys for secrets at rest and for the audit seal: lines `id:base64` of 32 random bytes. Never replaced. */
export function keysIn(file) {
  if (!fs.existsSync(file)) {
    const key = crypto.randomBytes(32).toString('base64');
    fs.writeFileSync(file, `1:${key}\n`, { mode: 0o600, flag: 'wx' });
  }
  return file;
}
