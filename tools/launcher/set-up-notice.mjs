// The api has no organisation yet and says where to make one. The address is a secret for an hour: it is for the
// person at the terminal, or for a file that only they can read, and never for a log.
import fs from 'node:fs';
import path from 'node:path';

export function setUpNotice({ folder, tell, terminal = process.stdout.isTTY === true }) {
  const file = path.join(folder, 'set-up-link.txt');
  const forget = () => fs.rmSync(file, { force: true });
  forget();
  return {
    hear(message) {
      if (typeof message?.setUp !== 'string') return;
      if (!terminal) fs.writeFileSync(file, `${message.setUp}\n`, { mode: 0o600 });
      tell(
        `No organisation yet. Set it up within the hour: ${terminal ? message.setUp : `the address is in ${file}`}`,
      );
    },
    forget,
  };
}
