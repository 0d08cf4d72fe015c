import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

export const STUB_LANGUAGE = 'en-XA';

const root = path.resolve(__dirname, '../../..');
const folder = path.join(root, 'tmp/journeys/stub-texts');

/** Made from English letter by letter when the walk begins; no build holds it. */
export function writeStubTexts(): void {
  const tool = path.join(root, 'tools/portal-texts.mjs');
  execFileSync(process.execPath, [tool, '--stub', '--out', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** From the next load on, whoever looks reads the stub language, the session included. */
export async function speakStub(context: BrowserContext): Promise<void> {
  await context.addInitScript((tag) => localStorage.setItem('countersign.language', tag), STUB_LANGUAGE);
  await context.route('**/texts/**', (route) =>
    route.fulfill({
      contentType: 'application/json',
      body: readFileSync(path.join(folder, new URL(route.request().url()).pathname.replace('/texts/', ''))),
    }),
  );
}

/** Everything that people read or hear on a page as it is now. */
export function spokenOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const spoken = new Set<string>([document.title]);
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node !== null; node = words.nextNode()) {
      if (
        node.parentElement?.closest('script, style, noscript, .cdk-describedby-message-container') === null
      ) {
        spoken.add(node.textContent ?? '');
      }
    }
    const attributes = [
      'title',
      'aria-label',
      'aria-description',
      'aria-valuetext',
      'placeholder',
      'alt',
      'data-label',
    ];
    for (const name of attributes) {
      for (const element of document.querySelectorAll(`[${name}]`))
        spoken.add(element.getAttribute(name) ?? '');
    }
    return [...spoken].map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  });
}

const texts = path.join(root, 'libs/content/src/texts/en');
/** What the server words: several words without a gap, which no data can be mistaken for. */
const ENGLISH: ReadonlySet<string> = new Set(
  ['server.json', 'rules.json', 'facts.json']
    .flatMap((file) =>
      Object.values(JSON.parse(readFileSync(path.join(texts, file), 'utf8')) as Record<string, string>),
    )
    .filter((text) => !text.includes('{') && /\w \w/.test(text)),
);

/**
 * Content is said in the language it was written in and is no text of the interface: what a questionnaire asks and offers,
 * and what the clause library says of the law.
 */
const CONTENT = /\.(questionnaire|document|questions|sections|library|clauses|options)\b/;
/** Names that people gave, which may happen to be words of ours. */
const GIVEN_NAMES = /\.(name|engagementName)$/;

/** What the api said, by where in its answers it stood. */
export class Heard {
  readonly #strings = new Map<string, string>();
  /** Names stand on every page: what was found once is not looked for again. */
  readonly #found = new Map<string, string>();

  /** Reads every answer on its way to the page: what the page shows has then been heard. */
  async listen(context: BrowserContext): Promise<void> {
    await context.route(/\/api\//, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      if (!/json/.test(response.headers()['content-type'] ?? '')) return route.fulfill({ response });
      const answer: unknown = await response.json();
      this.#keep(answer, '');
      const speaks = typeof answer === 'object' && answer !== null && 'language' in answer;
      return route.fulfill({ response, json: speaks ? { ...answer, language: STUB_LANGUAGE } : answer });
    });
  }

  /** Sentences of the server's own texts that it said in English. */
  english(): readonly string[] {
    return [...this.#strings].flatMap(([said, place]) =>
      ENGLISH.has(said) && !CONTENT.test(place) && !GIVEN_NAMES.test(place) ? [`${place}: ${said}`] : [],
    );
  }

  /** Where this was said, or null where no answer holds it. A code is no text. */
  where(text: string): string | null {
    const before = this.#found.get(text);
    if (before !== undefined) return before;
    for (const [said, place] of this.#strings) {
      if (!said.includes(text)) continue;
      this.#found.set(text, place);
      return place;
    }
    return null;
  }

  /** Said both as content and elsewhere, it is remembered as said elsewhere. */
  #hear(said: string, place: string): void {
    if (!CONTENT.test(place) || !this.#strings.has(said)) this.#strings.set(said, place);
  }

  #keep(value: unknown, place: string): void {
    if (typeof value === 'string') {
      const code = /^[a-z]+([-A-Z][a-z]+)*$/.test(value);
      if (!code) this.#hear(value.replace(/\s+/g, ' '), place);
    } else if (Array.isArray(value)) {
      value.forEach((item) => this.#keep(item, place));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inside] of Object.entries(value)) this.#keep(inside, `${place}.${key}`);
    }
  }
}

// names that no language changes: the product, units, currencies, laws, browsers, keys
const NAMES =
  /\b(Countersign|English|[kMG]i?B|USD|EUR|GBP|CAD|CHF|AUD|JPY|INR|CMR|GMT|UTC|Chrome|Headless|Linux|CL-\d+|[A-Z][a-z]+\/[A-Z]\w+)\b/g;
const ADDRESS = /https?:\/\/[\w.:-]+/g;
const PLAIN = /[A-Za-z][A-Za-z0-9 ,.'’“”"/:;&()@_+%#?!=-]*/g;

/** The parts of a text in plain letters that no answer of the api holds. */
export function plainParts(text: string, heard: Heard): readonly string[] {
  return (
    (text.replace(ADDRESS, ' ').match(PLAIN) ?? [])
      .flatMap((part) => (heard.where(part.trim()) === null ? part.split(/[,;:()“”·]| - |\. /) : []))
      // an option stands with what it earns: “Yes 100%”
      .map((part) => part.trim().replace(/(?:[.!?]+| \d+%)$/, ''))
      .filter((part) => heard.where(part) === null)
      .filter((part) => /[A-Za-z]{2,}/.test(part.replace(NAMES, '')))
  );
}
