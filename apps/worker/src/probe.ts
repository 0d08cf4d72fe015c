import { readFile, stat } from 'node:fs/promises';

/** The worker says every five seconds that it lives; as long as the portal believes it without. */
const SILENCE_MS = 45_000;

/** For a container's health check: ends with 0 while the worker turns, and says what ails it. */
async function probe(file: string | undefined): Promise<string> {
  if (!file) throw new Error('WORKER_PROBE_FILE is not set: it names the file that the worker writes.');
  const written = await stat(file).catch(() => null);
  if (written === null) throw new Error('The worker has not started yet, or was stopped as planned.');
  const silent = Date.now() - written.mtimeMs;
  if (silent > SILENCE_MS) throw new Error(`The worker has said nothing for ${Math.round(silent / 1000)} s.`);
  return readFile(file, 'utf8');
}

probe(process.env['WORKER_PROBE_FILE']).then(
  (said) => void process.stdout.write(said),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
