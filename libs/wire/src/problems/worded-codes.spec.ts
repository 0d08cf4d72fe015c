import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, STUB_LANGUAGE, type AnyText } from '@countersign/content';
import { gapsOf } from '../words/gaps';
import { offerStubLanguage } from '../words/languages';
import { inWords, say } from '../words/words';

interface Described {
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>;
  };
}
interface Property {
  readonly enum?: readonly string[];
}

const contract = readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8');
const MOMENT = { at: '2026-12-14T10:00:00.000Z', zone: 'UTC' };
/** What is wrong stands at the fields; beside them the code has nothing to say. */
const TOLD_BY_FIELDS = ['answer-invalid', 'invalid', 'wrong-password'];

/** Every code that an operation refuses with. */
function refusedCodes(): readonly string[] {
  const codes = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { content } = value as { content?: Record<string, unknown> };
    const problem = content?.['application/problem+json'];
    if (problem !== undefined) {
      for (const [, list = ''] of JSON.stringify(problem).matchAll(/"code":\{[^{}]*"enum":\[([^\]]*)\]/g)) {
        for (const code of JSON.parse(`[${list}]`) as string[]) codes.add(code);
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(JSON.parse(contract) as Described);
  return [...codes].sort();
}

describe('A refusal that openapi.json names', () => {
  beforeAll(() => offerStubLanguage());

  it('is one of many', () => {
    expect(refusedCodes().length).toBeGreaterThan(50);
  });

  it.each(refusedCodes().filter((code) => !TOLD_BY_FIELDS.includes(code)))(
    '%s has words of its own',
    (code) => {
      const key = `refusal.${code}` as AnyText;
      expect(Object.keys(languages['en']?.texts ?? {})).toContain(key);
      const isDay = (name: string) => (languages['en']?.texts[key] ?? '').includes(`{${name}, date`);
      const isMoment = (name: string) => (languages['en']?.texts[key] ?? '').includes(`{${name}, time`);
      const facts = Object.fromEntries(
        gapsOf(key).map((name) => [name, isMoment(name) ? MOMENT : isDay(name) ? '2026-12-14' : 7]),
      );
      const inStub = inWords(say(key, facts), STUB_LANGUAGE)
        .replace(/14 \S+ 2026/, '7')
        .replace('UTC', '');
      expect(inStub).toMatch(/^⟦[^A-Za-z]+⟧$/);
      expect(inWords(say(key, facts), 'en')).toMatch(/^[A-Z0-9].*[.7]$/);
    },
  );
});
