// docs/security.md: every requirement has one row, and every test that a row names exists.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './node/root.mjs';

const states = ['met', 'partly', 'not yet', 'operator', 'none here'];
const rule = [
  '(1)(a)',
  '(1)(b)',
  '(1)(c)',
  '(1)(d)',
  '(1)(e)',
  '(2)(a)',
  '(2)(b)',
  '(3)',
  '(4)',
  '(5)',
  '(6)',
  '(7)',
  '(8)',
];

/** Levels 1 and 2 of ASVS 5.0.0 by section: the last number, and those in between that are level 3. */
const sections = {
  'V1.1': [2],
  'V1.2': [10, 10],
  'V1.3': [12, 12],
  'V1.4': [3],
  'V1.5': [3, 3],
  'V2.1': [3],
  'V2.2': [3],
  'V2.3': [5, 5],
  'V2.4': [2, 2],
  'V3.2': [3, 3],
  'V3.3': [5, 5],
  'V3.4': [8, 7, 8],
  'V3.5': [8, 6, 7, 8],
  'V3.7': [5, 3, 4, 5],
  'V4.1': [5, 4, 5],
  'V4.2': [5, 2, 3, 4, 5],
  'V4.3': [2],
  'V4.4': [4],
  'V5.1': [1],
  'V5.2': [6, 4, 5, 6],
  'V5.3': [3, 3],
  'V5.4': [3],
  'V6.1': [3],
  'V6.2': [12],
  'V6.3': [8, 5, 6, 7, 8],
  'V6.4': [6, 5, 6],
  'V6.5': [8, 6, 7, 8],
  'V6.6': [4, 4],
  'V6.8': [4],
  'V7.1': [3],
  'V7.2': [4],
  'V7.3': [2],
  'V7.4': [5],
  'V7.5': [3, 3],
  'V7.6': [2],
  'V8.1': [4, 3, 4],
  'V8.2': [4, 4],
  'V8.3': [3, 2, 3],
  'V8.4': [2, 2],
  'V9.1': [3],
  'V9.2': [4],
  'V10.1': [2],
  'V10.2': [3, 3],
  'V10.3': [5, 5],
  'V10.4': [16, 12, 13, 14, 15, 16],
  'V10.5': [5],
  'V10.6': [2],
  'V10.7': [3],
  'V11.1': [4, 3, 4],
  'V11.2': [5, 4, 5],
  'V11.3': [5, 4, 5],
  'V11.4': [4],
  'V11.5': [2, 2],
  'V11.6': [2, 2],
  'V12.1': [5, 4, 5],
  'V12.2': [2],
  'V12.3': [5, 5],
  'V13.1': [4, 2, 3, 4],
  'V13.2': [6, 6],
  'V13.3': [4, 3, 4],
  'V13.4': [7, 6, 7],
  'V14.1': [2],
  'V14.2': [8, 5, 6, 7, 8],
  'V14.3': [3],
  'V15.1': [5, 4, 5],
  'V15.2': [5, 4, 5],
  'V15.3': [7],
  'V16.1': [1],
  'V16.2': [5],
  'V16.3': [4],
  'V16.4': [3],
  'V16.5': [4, 4],
  'V17.1': [2, 2],
  'V17.2': [8, 5, 6, 7, 8],
  'V17.3': [2],
};

/** What was tried on the running product, each with a row of its own. */
const attacks = 13;

const wanted = [
  ...Array.from({ length: attacks }, (_one, index) => `A${index + 1}`),
  ...rule.map((part) => `17.04${part}`),
  ...Object.entries(sections).flatMap(([section, [last, ...third]]) =>
    Array.from({ length: last }, (_one, index) => index + 1)
      .filter((number) => !third.includes(number))
      .map((number) => `${section}.${number}`),
  ),
];

/** `V1.2.6–V1.2.8` stands for three. */
function requirementsOf(text) {
  const [first, last] = text.split('–');
  if (last === undefined) return [first];
  const section = first.slice(0, first.lastIndexOf('.'));
  const number = (id) => Number(id.slice(id.lastIndexOf('.') + 1));
  return Array.from(
    { length: number(last) - number(first) + 1 },
    (_one, index) => `${section}.${number(first) + index}`,
  );
}

const rows = fs
  .readFileSync(path.join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (A\d|17\.04|V\d)/.test(line))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([requirement, state, how, shownBy]) => ({ requirement, state, how, shownBy }));

const tracked = ['ls-files', '--cached', '--others', '--exclude-standard', '*.spec.ts'];
const specs = new Map();
for (const file of execFileSync('git', tracked, { cwd: root, encoding: 'utf8' }).trim().split('\n')) {
  const name = path.basename(file, '.spec.ts');
  specs.set(name, [...(specs.get(name) ?? []), fs.readFileSync(path.join(root, file), 'utf8')]);
}

function complaintAboutTest(reference) {
  const [name, title] = [
    reference.slice(0, reference.indexOf(': ')),
    reference.slice(reference.indexOf(': ') + 2),
  ];
  if (!reference.includes(': ') || title.trim() === '') return 'names no test';
  if (!specs.has(name)) return `names ${name}.spec.ts, which does not exist`;
  return specs.get(name).some((text) => text.includes(title)) ? null : 'names a test that does not exist';
}

const complaints = [];
const seen = new Map();
for (const { requirement, state, how, shownBy } of rows) {
  for (const one of requirementsOf(requirement)) seen.set(one, (seen.get(one) ?? 0) + 1);
  if (!states.includes(state)) complaints.push(`${requirement}: "${state}" is no state`);
  if (!how) complaints.push(`${requirement} does not say how`);
  for (const [, reference] of shownBy.matchAll(/`([^`]*)`/g)) {
    const complaint = complaintAboutTest(reference);
    if (complaint) complaints.push(`${requirement}: \`${reference}\` ${complaint}`);
  }
}
for (const one of wanted) if (!seen.has(one)) complaints.push(`${one} has no row`);
for (const [one, count] of seen) {
  if (count > 1) complaints.push(`${one} has ${count} rows`);
  if (!wanted.includes(one)) complaints.push(`${one} is no requirement of these levels`);
}

for (const complaint of complaints) console.error(complaint);
const counts = states.map((state) => `${rows.filter((row) => row.state === state).length} ${state}`);
console.log(`docs/security.md: ${wanted.length} requirements and attacks, rows: ${counts.join(', ')}`);
process.exit(complaints.length > 0 ? 1 : 0);
