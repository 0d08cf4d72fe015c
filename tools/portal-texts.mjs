// npm run texts: gives every new text of the portal an id and writes libs/content/src/texts/en/portal.json; sorts the
// texts of the server and of its mails, which are written by hand. With --check nothing is written: a text without an id,
// a stale catalogue, a text that nobody says or that is said and missing, a key that a language lacks or a differing
// placeholder fails. With --out <folder> it writes what the portal loads in other languages; with --stub the one that is
// made from English letter by letter is among them.
import './node/require-node.mjs';

const fs = await import('node:fs');
const { failWith } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');
const path = await import('node:path');
const { parseArgs } = await import('node:util');
const { markPortal, textsOfPortal, unmarkedOfPortal } = await import('./texts/portal.mjs');
const { STUB_LANGUAGE } = await import('../libs/content/src/stub-language.ts');
const {
  aboutLanguage,
  cataloguesOf,
  languages,
  portalTexts,
  RULES,
  ruleTable,
  ruleTableSource,
  source,
  WRITTEN_IN,
} = await import('./texts/catalogues.mjs');
const { differencesOf } = await import('./texts/differences.mjs');
const { problemsOfServer, serverTexts, sortServerTexts } = await import('./texts/server.mjs');

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, out: { type: 'string' }, stub: { type: 'boolean' } },
});
const tableFile = path.join(root, ruleTable);
const english = path.join(source, WRITTEN_IN, 'portal.json');
const flat = (texts) =>
  Object.fromEntries(
    [...texts]
      .filter(([id]) => !id.startsWith(RULES))
      .map(([id, { text }]) => [id, text])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;

function check() {
  const texts = textsOfPortal();
  const problems = unmarkedOfPortal().map(
    ({ file, text }) => `${file}: no id yet: ${text.replace(/\s+/g, ' ')}`,
  );
  if (fs.readFileSync(english, 'utf8') !== asJson(flat(texts))) {
    problems.push('libs/content/src/texts/en/portal.json is not what the portal says now.');
  }
  if (fs.readFileSync(tableFile, 'utf8') !== ruleTableSource())
    problems.push(`${ruleTable} is not what rules.json says.`);
  for (const tag of languages().filter((tag) => tag !== WRITTEN_IN)) {
    problems.push(...differencesOf(tag, flat(texts), portalTexts(tag, 'alone')));
  }
  problems.push(...problemsOfServer(languages()));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error('Run `npm run texts` for new texts; translations are written by hand.');
    process.exitCode = 1;
  } else
    console.log(
      `${texts.size} texts of the portal, each with its id; ${serverTexts()} of the server and its mails.`,
    );
}

function write() {
  sortServerTexts(languages());
  fs.writeFileSync(tableFile, ruleTableSource());
  const marked = markPortal();
  fs.writeFileSync(english, asJson(flat(textsOfPortal())));
  console.log(`${marked} new texts were given an id.`);
}

function build(folder) {
  const texts = textsOfPortal();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const tags = values.stub ? [...languages(), STUB_LANGUAGE] : languages();
  const about = Object.fromEntries(tags.map((tag) => [tag, aboutLanguage(tag)]));
  fs.writeFileSync(path.join(folder, 'languages.json'), JSON.stringify(about));
  for (const tag of tags.filter((tag) => tag !== WRITTEN_IN)) {
    fs.mkdirSync(path.join(folder, tag));
    for (const [world, catalogue] of Object.entries(cataloguesOf(texts, portalTexts(tag)))) {
      fs.writeFileSync(path.join(folder, tag, `${world}.json`), JSON.stringify(catalogue));
    }
  }
}

try {
  if (values.check) check();
  else if (values.out) build(values.out);
  else write();
} catch (error) {
  failWith(error);
}
