import fs from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Something a person can mend: shown as its sentence, without a stack. */
export class Problem extends Error {
  constructor(sentence, log = null) {
    super(log ? `${sentence}\nMore in ${log}` : sentence);
    this.name = 'Problem';
  }
}

/** For the end of a program: prints the sentence of a Problem, the stack of anything else. */
export function failWith(error) {
  process.stderr.write(`${error instanceof Problem ? error.message : (error?.stack ?? error)}\n`);
  process.exitCode = 1;
}

/** The end of a log (of what was written after `from` bytes), for the sentence that says why something failed. */
export function lastLines(logFile, { count = 3, from = 0 } = {}) {
  const text = fs.existsSync(logFile) ? fs.readFileSync(logFile).subarray(from).toString() : '';
  const lines = stripVTControlCharacters(text).trim().split('\n');
  return lines
    .filter((line) => !/^\s+at /.test(line)) // a stack is for the log
    .slice(-count)
    .join('\n');
}
