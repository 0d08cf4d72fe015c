// A name that is exported and that nobody uses is read by everybody who opens the file. Looks for words, not for
// meanings: a name that happens to stand elsewhere counts as used, and none is reported that is in use.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './node/root.mjs';

const searched = ['libs', 'apps', 'bench', 'migrations'];
const isRead = (file) => /\.(ts|html|mjs)$/.test(file) && !file.includes('node_modules');
/** What only specs are built from: builders, and the browser journeys. */
const isOfSpecs = (file) =>
  /\.spec\.ts$|(^|\/)testing(\/|\.ts$)|\/an?-[a-z-]+\.ts$|^apps\/portal-e2e\//.test(file);
const kept = {
  answerLanguage: 'the documents that show answers tell them with it; no such document ships yet',
  oversightDuties: 'ships as data, and no page shows it yet',
  isBusinessDay: 'the rules walk by numbers; specs ask of a day',
  provingColumns: 'what the specs of an export compare every table with',
  plainLines: 'for a source of findings that has no words of its own in the trail yet',
  STUB_LANGUAGE: 'the browser journeys and the tools name it',
  asReader: 'a spec reads in a language with it',
  intakeInForce: 'what the specs of settled facts compare with',
  runCases: '`npm run rules` runs it',
  secondRating: 'what a spec holds the rules against',
  stubOf: 'the browser journeys and the tools make the stub language with it',
  believedRows: 'what a spec compares the rows of every table with',
  writtenSql: 'what a spec reads the statements of the server with',
  unsaidOwners: 'what a spec judges these statements by',
  uncountedContracts: 'what a spec judges those by that read contracts',
};
/** Written by the build; entities are gathered by their files' lists, and the drift check reads them. */
const isExempt = (file) => /^libs\/api-types\/|\.entity\.ts$|^migrations\//.test(file) || isOfSpecs(file);

function sourcesIn(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter(isRead);
}

const declaration =
  /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type) (\w+)/gm;
const wordsOf = (text) => text.match(/[A-Za-z_$][\w$]*/g) ?? [];
/** A library's door hands names on; that is no use of them. */
const withoutHandedOn = (text) => text.replace(/^export (?:type )?\{[^}]*\}(?: from '[^']+')?;/gm, '');

/** Names that are declared for export and used nowhere, with where they are declared. */
function unusedIn(files) {
  const uses = new Map();
  for (const [, text] of files.filter(([file]) => !isOfSpecs(file))) {
    for (const word of wordsOf(withoutHandedOn(text))) uses.set(word, (uses.get(word) ?? 0) + 1);
  }
  return files
    .filter(([file]) => !isExempt(file))
    .flatMap(([file, text]) => [...text.matchAll(declaration)].map(([, name]) => ({ file, name })))
    .filter(({ name }) => uses.get(name) === 1 && !Object.hasOwn(kept, name));
}

/** Names made up for the purpose: a check that no longer sees them says nothing. */
const madeUp = [
  ['libs/one/src/index.ts', "export { used, unused } from './one';"],
  ['libs/one/src/one.ts', 'export const used = 1;\nexport const unused = 2;\n'],
  [
    'libs/one/src/two.ts',
    "import { used } from './one';\nexport function main() { return used; }\nmain();\n",
  ],
  ['libs/one/src/one.spec.ts', "import { unused } from './one';\nexpect(unused).toBe(2);\n"],
];

const problems = [];
if (
  unusedIn(madeUp)
    .map(({ name }) => name)
    .join() !== 'unused'
) {
  problems.push('Names that were made up for the purpose are not judged as they should be.');
}
const files = searched
  .flatMap(sourcesIn)
  .map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]);
if (files.length < 500) problems.push(`Only ${files.length} files were read.`);
problems.push(
  ...unusedIn(files).map(({ file, name }) => `${file}: ${name} is exported and used nowhere but in specs`),
);
console.log(problems.length > 0 ? problems.join('\n') : `${files.length} files, every exported name is used`);
process.exitCode = problems.length > 0 ? 1 : 0;
