import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { Injectable, Logger } from '@nestjs/common';

/** A paper to set: its markup is ours, and whatever people wrote is data beside it, read as `data.json`. */
export interface PaperToSet {
  readonly template: string;
  readonly data: unknown;
}

/** What became of it: `none` where this platform has no typesetter, `busy` where too many wait already. */
export type SetPaper =
  { readonly kind: 'set'; readonly bytes: Buffer } | { readonly kind: 'none' | 'busy' | 'failed' };

/** Beside this file, beside the folder into which the bundler has put it, or its source under `npm run dev`. */
const programs = ['./typeset.mjs', '../typeset.mjs', '../../../../libs/papers/src/typeset.mjs'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);
/** As `typeset.mjs` ends where this platform has no native part. */
const NO_TYPESETTER = 3;
const LONGEST_MS = 60_000;
const MOST_WAITING = 20;
const MOST_COMPLAINT = 2_000;

/** Sets papers as PDF, one after the other, each in a process of its own: the caller's loop never waits for one. */
@Injectable()
export class Typesetter {
  private readonly logger = new Logger(Typesetter.name);
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private toldOfNone = false;

  async set(paper: PaperToSet): Promise<SetPaper> {
    if (this.waiting >= MOST_WAITING) return { kind: 'busy' };
    this.waiting += 1;
    const set = this.last.then(() => this.setNow(paper)).finally(() => (this.waiting -= 1));
    this.last = set;
    return set;
  }

  private async setNow(paper: PaperToSet): Promise<SetPaper> {
    try {
      const { code, bytes, complaint } = await runOnce(JSON.stringify(paper));
      if (code === 0) return { kind: 'set', bytes };
      if (code === NO_TYPESETTER) return this.tellOfNone(complaint);
      this.logger.error(`A paper could not be set (${code ?? 'ended after a minute'}): ${complaint}`);
    } catch (error) {
      this.logger.error(error, 'A paper could not be set.');
    }
    return { kind: 'failed' };
  }

  private tellOfNone(complaint: string): SetPaper {
    if (!this.toldOfNone)
      this.logger.warn(
        `No PDF can be made on ${process.platform} ${process.arch}: @myriaddreamin/typst-ts-node-compiler cannot be loaded (${complaint}). Receipts go out without their copy.`,
      );
    this.toldOfNone = true;
    return { kind: 'none' };
  }
}

async function runOnce(input: string) {
  const program = programs.find((place) => existsSync(place));
  if (program === undefined) throw new Error(`There is no ${programs.join(' and no ')}.`);
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
    // Keys and passwords of the product are none of its business.
    env: {},
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // It may end before it has read everything; how it ended tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [bytes, complaint, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  return { code, bytes, complaint: complaint.toString('utf8').trim().slice(0, MOST_COMPLAINT) };
}
