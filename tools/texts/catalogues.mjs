// What the portal loads in a language other than English: Angular's placeholders in place of ICU's, split by world.
import fs from 'node:fs';
import path from 'node:path';
import { stubOf, STUB_LANGUAGE } from '../../libs/content/src/stub-language.ts';
import { root } from '../node/root.mjs';

export const source = path.join(root, 'libs/content/src/texts');
export const WRITTEN_IN = 'en';
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/** Days and numbers in another script, so that those which follow no locale stand out. */
const stub = { name: stubOf('English'), formats: 'el-GR' };

export function languages() {
  return fs
    .readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export const aboutLanguage = (tag) =>
  tag === STUB_LANGUAGE ? stub : read(path.join(source, tag, 'language.json'));

/** With the words of the rules; `alone` as they are written in the language's own `portal.json`. */
export function portalTexts(tag, alone) {
  const own = () => read(path.join(source, tag, 'portal.json'));
  if (alone) return own();
  if (tag !== STUB_LANGUAGE) return { ...own(), ...ruleTexts(tag) };
  return Object.fromEntries(Object.entries(portalTexts(WRITTEN_IN)).map(([id, text]) => [id, stubOf(text)]));
}

/** Of the rules that the portal asks itself: their words stand in `rules.json` alone, for the server too. */
export const RULES = 'rule.';
const rulesOfPortal = /^(answer|calendar|check-answer|check-changes|completeness|validate-terms)\./;

export function ruleTexts(tag) {
  return Object.fromEntries(
    Object.entries(read(path.join(source, tag, 'rules.json')))
      .filter(([key]) => rulesOfPortal.test(key))
      .map(([key, text]) => [`${RULES}${key}`, text]),
  );
}

export const ruleTable = 'apps/portal/src/app/language/rule-texts.ts';

/** The portal's table of them, as every text of the portal stands in its sources. */
export function ruleTableSource() {
  const lines = Object.entries(ruleTexts(WRITTEN_IN)).map(
    ([id, text]) => `  '${id.slice(RULES.length)}': $localize\`:@@${id}:${text}\`,`,
  );
  return [
    '// Written by `npm run texts` from libs/content/src/texts/en/rules.json: the words of `domain` have one source.',
    'export const ruleTexts: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

const worldOf = (file) =>
  file.includes('/app/staff/') ? 'staff' : file.includes('/app/respond/') ? 'respond' : 'entry';

/** `{name}` and `<strong>` as Angular calls them; ICU that `message()` reads at run time has no such gaps. */
function asAngular(text, gaps) {
  return Object.entries(gaps).reduce(
    (said, [gap, placeholder]) => said.replaceAll(gap, `{$${placeholder}}`),
    text,
  );
}

/** The files of one language, by world. `texts` are those of the portal's sources, `translated` ICU by id. */
export function cataloguesOf(texts, translated) {
  const worlds = { entry: {}, staff: {}, respond: {} };
  for (const [id, { gaps, files }] of texts) {
    const own = new Set(files.map(worldOf));
    for (const world of own.has('entry') ? ['entry'] : own)
      worlds[world][id] = asAngular(translated[id], gaps);
  }
  return worlds;
}
