// CONTRIBUTING walks through real files: each path that it names must exist, and each command.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './node/root.mjs';
import { areasOf } from './testing/areas.mjs';

const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What stands in code and begins like a folder of this repository, and where links lead. */
function pathsIn(text) {
  const inCode = [...text.matchAll(/`((?:libs|apps|tools|migrations|docs|bench|\.vscode)(?:\/[^`\s]*)?)`/g)];
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
  return [...inCode, ...linked].map(([, name]) => name);
}

function problemsIn(text) {
  const missing = pathsIn(text).filter((name) => !fs.existsSync(path.join(root, name)));
  const commands = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name);
  const tested = [...text.matchAll(/npm test -- ([a-z -]+[a-z])/g)].flatMap(([, names]) => names.split(' '));
  const areas = areasOf(root);
  return [
    ...missing.map((name) => `${name} does not exist`),
    ...commands.filter((name) => !scripts[name]).map((name) => `there is no npm run ${name}`),
    ...tested.filter((name) => !areas.has(name)).map((name) => `there is no area ${name}`),
  ];
}

const madeUp =
  '`libs/domain/src/nowhere.ts`, [here](docs/nowhere.md), `npm run nothing`, `npm test -- domain nobody`, `libs`';
const text = fs.readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
const problems = problemsIn(text).map((problem) => `CONTRIBUTING.md: ${problem}`);
if (problemsIn(madeUp).length !== 4) problems.push('What was made up for the purpose is not missed.');
if (pathsIn(text).length < 30) problems.push('CONTRIBUTING.md names hardly any files.');
console.log(problems.length > 0 ? problems.join('\n') : `${pathsIn(text).length} paths, all there`);
process.exitCode = problems.length > 0 ? 1 : 0;
