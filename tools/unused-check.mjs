// A name that is exported and that nobody uses is read by everybody who opens the file. Looks for words, not for
// meanings: a name that happens to stand elsewhere counts as used, and none is reported that is in use.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './node/root.mjs';

const searched = ['libs', 'apps', 'bench', 'migrations'];
const isRead = (file) => /\.(ts|html|mjs)$/.test(file) && !file.includes('node_modules');
const isOfSpecs = (file) => /\.spec\.ts$|(^|\/)testing(\/|\.ts$)/.test(file);
/** Written by the build; entities are gathered by their files' lists, and the drift check reads them. */
const isExempt = (file) => /^libs\/api-types\/|\.entity\.ts$|^migrations\//.test(file) || isOfSpecs(file);

function sourcesIn(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter(isRead);
}

const declaration = /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type) (\w+)/gm;
const wordsOf = (text) => text.match(/[A-Za-z_$][\w$]*/g) ?? [];
/** A library's door hands names on; that is no use of them. */
const withoutHandedOn = (text) => text.replace(/^export (?:type )?\{[^}]*\}(?: from '[^']+')?;/gm, '');

/** Names that are declared for export and used nowhere, with where they are declared. */
export function unusedIn(files) {
  const uses = new Map();
  for (const [, text] of files.filter(([file]) => !isOfSpecs(file))) {
    for (const word of wordsOf(withoutHandedOn(text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return files
    .filter(([file]) => !isExempt(file))
    .flatMap(([file, text]) => [...text.matchAll(declaration)].map(([, name]) => ({ file, name })))
    .filter(({ name }) => uses.get(name) === 1);
}

const files = searched
  .flatMap(sourcesIn)
  .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]);
const unused = unusedIn(files);
for (const { file, name } of unused) console.log(`${file}: ${name} is exported and used nowhere but in specs`);
if (files.length < 500) console.log(`Only ${files.length} files were read.`);
if (unused.length === 0) console.log(`${files.length} files, every exported name is used`);
process.exitCode = unused.length > 0 || files.length < 500 ? 1 : 0;
