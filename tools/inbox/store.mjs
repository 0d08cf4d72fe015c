// The inbox's mails, one JSON line each: they survive a restart.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const KEPT = 5_000;

function readLines(file) {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return []; // the last line of an inbox that was killed while writing
    }
  });
}

function write(file, messages) {
  const unfinished = `${file}.unfinished`;
  fs.writeFileSync(unfinished, messages.map((message) => `${JSON.stringify(message)}\n`).join(''), {
    mode: 0o600,
  });
  fs.renameSync(unfinished, file);
}

/** Oldest first in the file, newest first for whoever asks. */
export function openStore(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'messages.jsonl');
  let messages = readLines(file).slice(-KEPT);
  write(file, messages);

  return {
    add(message) {
      const stored = { id: crypto.randomUUID(), ...message };
      fs.appendFileSync(file, `${JSON.stringify(stored)}\n`, { mode: 0o600 });
      messages.push(stored);
      if (messages.length >= KEPT * 2) {
        messages = messages.slice(-KEPT);
        write(file, messages);
      }
      return stored;
    },
    get: (id) => messages.find((message) => message.id === id) ?? null,
    /** Newest first. `to` is one recipient's address, `since` an instant in milliseconds. */
    list({ to = null, since = null } = {}) {
      const wanted = to?.toLowerCase() ?? null;
      return messages
        .filter(
          (message) => wanted === null || message.to.some((address) => address.toLowerCase() === wanted),
        )
        .filter((message) => since === null || Date.parse(message.date) >= since)
        .reverse();
    },
    clear() {
      messages = [];
      write(file, messages);
    },
  };
}
