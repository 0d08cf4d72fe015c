import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EVENT_WORDS, eventInWords } from './event-words';

const LIBRARIES = path.resolve(__dirname, '../../../../../../libs');
const NOT_OF_THE_SERVER = ['api-types', 'content', 'domain', 'testing'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.includes('testing'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

function serverSources(): string[] {
  return readdirSync(LIBRARIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_OF_THE_SERVER.includes(entry.name))
    .flatMap(({ name }) => sources(path.join(LIBRARIES, name, 'src')));
}

const CODE = `[a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*`;

/** Codes beside `what:`, also behind a condition; then every literal with the same first word. */
function writtenBy(files: readonly string[]): Set<string> {
  const written = new Set<string>();
  for (const source of files) {
    for (const [, entry = ''] of source.matchAll(/\bwhat:\s*([^\n]*(?:\n\s+[?:][^\n]*)*)/g)) {
      for (const [, code = ''] of entry.matchAll(new RegExp(`'(${CODE})'`, 'g'))) written.add(code);
    }
  }
  return written;
}

/** Each is disposed of by its name. */
function classesOfRetention(): string[] {
  const names = serverSources().flatMap((source) =>
    [...source.matchAll(/implements RetentionClass\b[^]*?\breadonly name = '([a-z-]+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  if (names.length < 7)
    throw new Error(`Of the classes of retention only these were found: ${names.join(', ')}.`);
  return names;
}

/** The codes that a template makes; one more template fails until its codes stand here. */
const PUT_TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'clause-findings.${WORDS[first.move]}': ['opened', 'reopened', 'weighed', 'closed'].map(
    (end) => `clause-findings.${end}`,
  ),
  'finding.${move}': ['found', 'returned', 'weighed', 'ended'].map((move) => `finding.${move}`),
  '${name}.erased': classesOfRetention().map((name) => `${name}.erased`),
  '${kind}.${state}': ['erasure.failed', 'export.failed', 'deletion.failed'],
  '${kind}.cancelled': ['erasure.cancelled', 'export.cancelled', 'deletion.cancelled'],
};

describe('The words of the audit trail', () => {
  const files = serverSources();
  const written = writtenBy(files);

  it('find what the server writes', () => {
    expect(written.size).toBeGreaterThan(25);
    expect(written).toContain('vendor.created');
    expect(written).toContain('evidence.verification-withdrawn');
  });

  it('say every one of them in words', () => {
    expect([...written].filter((what) => !(what in EVENT_WORDS)).sort()).toEqual([]);
  });

  it('say those too that are passed on', () => {
    const passedOn = files.flatMap((source) =>
      [...source.matchAll(new RegExp(`record\\w*\\([^;]*?'(${CODE})'`, 'g'))].map(([, code = '']) => code),
    );
    expect(passedOn).toContain('finding.rejected');
    expect(passedOn.filter((what) => !(what in EVENT_WORDS))).toEqual([]);
  });

  it('know every way in which one is put together', () => {
    const templates = files.flatMap((source) =>
      [...source.matchAll(/\bwhat: `([^`]+)`/g)].map(([, template = '']) => template),
    );
    expect(templates.sort()).toEqual(Object.keys(PUT_TOGETHER).sort());
    for (const codes of Object.values(PUT_TOGETHER)) {
      expect(codes.filter((what) => !(what in EVENT_WORDS))).toEqual([]);
    }
  });

  it('differ from one another and hold no code', () => {
    const words = Object.values(EVENT_WORDS);
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) expect(word).toMatch(/^[A-Z][^._]*$/);
  });

  it('make something readable of a code they do not know', () => {
    expect(eventInWords('link.used-twice')).toBe('Link: used twice');
    expect(eventInWords('somethingNew')).toBe('Something new');
  });
});
