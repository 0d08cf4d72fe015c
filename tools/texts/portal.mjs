// All texts of the portal: what carries an id, and what does not yet.
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';
import { inlineTemplates, localized, unmarkedLiterals } from './sources.mjs';
import { markedTexts, unmarkedTexts } from './templates.mjs';
import { idFor, nameFor } from './wording.mjs';

const app = 'apps/portal/src/app';

export function portalFiles() {
  return (
    fs
      .readdirSync(path.join(root, app), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|html)$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      // Whoever builds the pieces reads the gallery; no build that ships holds it.
      .filter((file) => !file.includes('/testing/') && !file.includes('/gallery/'))
      .sort()
  );
}

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');

function marked(file, source) {
  if (file.endsWith('.html')) return markedTexts(source, file);
  const templates = inlineTemplates(source, file).flatMap(({ template, start }) => {
    const above = source.slice(0, start).split('\n').length - 1;
    return markedTexts(template, file).map((text) => ({
      ...text,
      lines: text.lines.map((line) => line + above),
    }));
  });
  return [...templates, ...localized(source, file)];
}

/** Where a template says `i18n` without an id, which nobody could translate. */
export function withoutId(file, source) {
  return marked(file, source)
    .filter(({ id }) => !id)
    .flatMap(({ text, lines }) =>
      lines.map(
        (line) =>
          `${file}:${line}: i18n without an id: “${text}”. Take the attribute out: \`npm run texts\` puts it there with its id.`,
      ),
    );
}

function unmarked(file, source) {
  if (file.endsWith('.html')) return unmarkedTexts(source, file);
  const templates = inlineTemplates(source, file).flatMap(({ template, start }) =>
    unmarkedTexts(template, file).map(({ text, insert }) => ({
      text,
      insert: insert && ((id) => insert(id).map(([at, what]) => [at + start, what])),
    })),
  );
  return [...templates, ...unmarkedLiterals(source, file)];
}

/** Every text that carries an id, once, with the files in which it stands. */
export function textsOfPortal() {
  const texts = new Map();
  const bare = portalFiles().flatMap((file) => withoutId(file, read(file)));
  if (bare.length > 0) throw new Problem(bare.join('\n'));
  for (const file of portalFiles()) {
    for (const { id, text, gaps } of marked(file, read(file))) {
      const known = texts.get(id);
      if (known && known.text !== text) {
        throw new Problem(`${id} says two things: “${known.text}” and, in ${file}, “${text}”.`);
      }
      if (known) known.files.push(file);
      else texts.set(id, { text, gaps, files: [file] });
    }
  }
  return texts;
}

export function unmarkedOfPortal() {
  return portalFiles().flatMap((file) => unmarked(file, read(file)).map(({ text }) => ({ file, text })));
}

/** As the catalogue will hold it: by this two texts are the same. */
function asWritten(text) {
  const names = new Set();
  return text
    .replace(/\{\{\s*(.*?)\s*\}\}/gs, (_, expression) => `{${nameFor(expression, names)}}`)
    .replace(/\s+/g, ' ');
}

/** Gives every new text an id, in the sources themselves. */
export function markPortal() {
  const taken = new Map([...textsOfPortal()].map(([id, { text }]) => [id, text]));
  let changed = 0;
  for (const file of portalFiles()) {
    let source = read(file);
    const edits = unmarked(file, source).flatMap(({ text, insert }) => {
      if (insert === null) return [];
      const plain = asWritten(text);
      const id = idFor(file, plain, taken);
      taken.set(id, plain);
      changed += 1;
      return insert(id);
    });
    if (edits.length === 0) continue;
    edits.sort((a, b) => b[0] - a[0]);
    for (const [at, what, end = at] of edits) source = source.slice(0, at) + what + source.slice(end);
    fs.writeFileSync(path.join(root, file), source);
  }
  return changed;
}
