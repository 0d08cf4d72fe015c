import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { ConfigurationError } from '@countersign/platform';

const variable = 'COUNTERSIGN_BREACHED_PASSWORDS';
const hashLength = 40;
/** Longer than any line: a hash, a colon and a count. */
const longestLine = 64;

/**
 * A longer list of leaked passwords that the operator has downloaded: lines of upper-case SHA-1 hashes in ascending order,
 * each perhaps followed by `:` and a count, as Have I Been Pwned publishes them. Searched where it lies, whatever its size.
 */
export class OperatorPasswordList {
  /** @throws ConfigurationError where the file cannot be read */
  constructor(private readonly path: string | null) {
    if (path === null) return;
    try {
      accessSync(path, constants.R_OK);
    } catch {
      throw new ConfigurationError(variable, 'must name a file that can be read.');
    }
  }

  /** Exactly this password: the list holds hashes and knows no case. */
  async has(password: string): Promise<boolean> {
    if (this.path === null) return false;
    const wanted = createHash('sha1').update(password).digest('hex').toUpperCase();
    const file = await open(this.path, 'r');
    try {
      return await holds(file, wanted);
    } finally {
      await file.close();
    }
  }
}

export function operatorPasswordListFrom(
  environment: Readonly<Record<string, string | undefined>>,
): OperatorPasswordList {
  return new OperatorPasswordList(environment[variable]?.trim() || null);
}

/** A binary search by bytes: each step reads the line that lies over the middle. */
async function holds(file: FileHandle, wanted: string): Promise<boolean> {
  let from = 0;
  let to = (await file.stat()).size;
  while (from < to) {
    const line = await lineOver(file, Math.floor((from + to) / 2));
    const found = line.text.slice(0, hashLength).toUpperCase();
    if (found === wanted) return true;
    if (found < wanted) from = line.end;
    else to = line.start;
  }
  return false;
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** After its line feed. */
  readonly end: number;
}

async function lineOver(file: FileHandle, position: number): Promise<Line> {
  const start = Math.max(0, position - longestLine);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * longestLine), 0, 2 * longestLine, start);
  const text = buffer.toString('latin1', 0, bytesRead);
  const before = text.lastIndexOf('\n', position - start - 1);
  const first = position === start ? 0 : before + 1;
  const feed = text.indexOf('\n', first);
  const last = feed === -1 ? bytesRead : feed;
  return { text: text.slice(first, last), start: start + first, end: start + last + 1 };
}
