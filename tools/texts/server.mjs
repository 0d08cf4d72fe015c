// The texts of the server and of its mails: one English source, other languages beside it, and what the code says of them.
import fs from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { root } from '../node/root.mjs';
import { source, WRITTEN_IN } from './catalogues.mjs';
import { differencesOf } from './differences.mjs';

/** `rules.json` has the words of `domain`, which server and portal say alike. */
const SAID = ['server.json', 'mails.json', 'rules.json'];
/** `facts.json` has a text for each fact and value of the catalogue, which a spec holds it against. */
export const FILES = [...SAID, 'facts.json'];

const fileOf = (tag, file) => path.join(source, tag, file);
const read = (tag, file) => JSON.parse(fs.readFileSync(fileOf(tag, file), 'utf8'));
export const asWritten = (texts) =>
  `${JSON.stringify(Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;

/** Names of the gaps of an ICU message, wherever they stand in it. */
export function gapsOf(text) {
  const names = new Set();
  const visit = (elements) => {
    for (const element of elements) {
      // 0 is plain text, 7 the number sign of a plural
      if (element.type !== 0 && element.type !== 7) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, WRITTEN_IN, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

/** TypeScript of the server, its rules and its migrations, without specs and what they are built from. */
export function serverSources() {
  return ['libs', 'apps/api/src', 'apps/worker/src', 'migrations']
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true })
        .map((file) => path.posix.join(folder, file)),
    )
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !/\.spec\.ts$|\/node_modules\/|^libs\/(testing|api-types)\/|^migrations\/former-sentences\//.test(
          file,
        ),
    )
    .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]);
}

const sayers = new Set(['said', 'say', 'told']);

/**
 * Every string of a source; every beginning of a key that is put together, such as `no-such.${what}`; and every `say('key', { … })` with
 * the names of its parameters where they stand there.
 */
export function heardIn(file, text) {
  const strings = new Set();
  const families = new Set();
  const said = [];
  const visit = (node) => {
    if (ts.isStringLiteralLike(node)) strings.add(node.text);
    if (ts.isTemplateHead(node) && /^[a-z-]+\.$/.test(node.text)) families.add(node.text);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && sayers.has(node.expression.text)) {
      const [key, parameters] = node.arguments;
      if (key !== undefined && ts.isStringLiteralLike(key)) {
        said.push({ file, key: key.text, parameters: namesIn(parameters) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return { strings, families, said };
}

/** Null where they come from elsewhere. */
function namesIn(parameters) {
  if (parameters === undefined) return [];
  if (!ts.isObjectLiteralExpression(parameters)) return null;
  const names = parameters.properties.map((property) => property.name?.text ?? null);
  return names.includes(null) ? null : names.sort();
}

/** What is wrong between the texts of English and the code that says them. */
export function misheard(texts, sources) {
  const heard = sources.map(([file, text]) => heardIn(file, text));
  const strings = new Set(heard.flatMap(({ strings }) => [...strings]));
  const families = new Set(heard.flatMap(({ families }) => [...families]));
  const isUsed = (key) => {
    const [family, name] = [key.slice(0, key.indexOf('.') + 1), key.slice(key.indexOf('.') + 1)];
    return strings.has(key) || (families.has(family) && strings.has(name));
  };
  const unused = Object.keys(texts)
    .filter((key) => !isUsed(key))
    .map((key) => `${key} is said nowhere: take it out of libs/content/src/texts/en.`);
  const wrong = heard
    .flatMap(({ said }) => said)
    .flatMap(({ file, key, parameters }) => {
      if (texts[key] === undefined) return [`${file}: ${key} has no text in libs/content/src/texts/en.`];
      const gaps = gapsOf(texts[key]);
      const lacking = parameters === null ? [] : gaps.filter((gap) => !parameters.includes(gap));
      return lacking.length === 0 ? [] : [`${file}: ${key} is said without ${lacking.join(', ')}.`];
    });
  return [...unused, ...wrong];
}

function unreadable(tag, file) {
  return Object.entries(read(tag, file)).flatMap(([key, text]) => {
    try {
      gapsOf(text);
      return [];
    } catch (error) {
      return [`${tag}/${file}: ${key} is no ICU message: ${error.message}`];
    }
  });
}

function unkempt(tag, file) {
  const text = fs.readFileSync(fileOf(tag, file), 'utf8');
  return text === asWritten(JSON.parse(text))
    ? []
    : [`${tag}/${file} is not in order: \`npm run texts\` sorts it.`];
}

/** Sentences on all that is wrong; none where all is well. */
export function problemsOfServer(tags) {
  const offered = fs.readFileSync(path.join(source, 'index.ts'), 'utf8');
  const unnamed = tags
    .filter((tag) => FILES.some((file) => !offered.includes(`'./${tag}/${file}'`)))
    .map((tag) => `libs/content/src/texts/index.ts does not offer ${tag}.`);
  const missing = tags.flatMap((tag) =>
    FILES.filter((file) => !fs.existsSync(fileOf(tag, file))).map((file) => `${tag}/${file} is missing.`),
  );
  if (missing.length > 0) return [...unnamed, ...missing];
  const each = tags.flatMap((tag) => FILES.map((file) => [tag, file]));
  const illegible = each.flatMap(([tag, file]) => unreadable(tag, file));
  if (illegible.length > 0) return [...unnamed, ...illegible];
  const english = Object.assign({}, ...SAID.map((file) => read(WRITTEN_IN, file)));
  const others = tags.filter((tag) => tag !== WRITTEN_IN);
  return [
    ...unnamed,
    ...each.flatMap(([tag, file]) => unkempt(tag, file)),
    ...misheard(english, serverSources()),
    ...others.flatMap((tag) =>
      FILES.flatMap((file) => differencesOf(tag, read(WRITTEN_IN, file), read(tag, file), gapsOf)),
    ),
  ];
}

export const serverTexts = () =>
  FILES.reduce((sum, file) => sum + Object.keys(read(WRITTEN_IN, file)).length, 0);

export function sortServerTexts(tags) {
  for (const tag of tags) {
    for (const file of FILES) fs.writeFileSync(fileOf(tag, file), asWritten(read(tag, file)));
  }
}
