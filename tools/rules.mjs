// npm run -s rules < cases.json: facts, answers and contracts in; levels, scores, findings, clauses and dates out. By the
// rules of libs/domain alone, without a database: for support, for docs/rules.md and for anybody's own check.
import './node/require-node.mjs';
import { IntlMessageFormat } from 'intl-messageformat';

const fs = await import('node:fs');
const os = await import('node:os');
const path = await import('node:path');
const { pathToFileURL } = await import('node:url');
const { writeBundle } = await import('./node/write-bundle.mjs');
const { failWith, Problem } = await import('./node/problem.mjs');
const { root } = await import('./node/root.mjs');

const content = (name) =>
  JSON.parse(fs.readFileSync(path.join(root, 'libs/content/src', `${name}.json`), 'utf8'));

const inWords = ({ code, parameters }) =>
  new IntlMessageFormat(content('texts/en/rules')[code] ?? code, 'en', undefined, { ignoreTag: true }).format(
    parameters,
  );

async function rules() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-rules-'));
  const said = process.stdout.write;
  try {
    // Nothing but the answer goes to the output.
    process.stdout.write = () => true;
    const sources = { domain: 'libs/domain/src/index.ts', cases: 'apps/api/src/rules/run-cases.ts' };
    const entries = Object.entries(sources).map(([name, file]) => [name, path.join(root, file)]);
    await writeBundle(Object.fromEntries(entries), folder);
    const built = (name) => import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
    const [{ publish }, { runCases }] = [await built('domain'), await built('cases')];
    return { publish, runCases };
  } finally {
    process.stdout.write = said;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function read() {
  const text = fs.readFileSync(0, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(`What was given is no JSON: ${error.message}\nSee docs/rules.md for an example.`);
  }
}

// Whoever reads no further, such as `head`, has what they wanted.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

async function run() {
  const told = read();
  const { publish, runCases } = await rules();
  const catalogue = content('data/facts');
  const questionnaires = ['data/ma-201-cmr-17-questionnaire', 'worked-cases-questionnaire']
    .map(content)
    .map((document) => [`${document.key}@${document.version}`, publish(document, catalogue).document]);
  const { results, problems } = runCases(told, {
    catalogue,
    library: content('data/clause-library'),
    questionnaires: new Map(questionnaires),
  });
  if (problems !== null)
    throw new Problem(problems.map(({ field, message }) => `${field}: ${inWords(message)}`).join('\n'));
  process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
}

await run().catch(failWith);
