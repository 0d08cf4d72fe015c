// docker/kubernetes is read here without a cluster: every object fits Kubernetes' own types and schemas, each program
// gets an environment that it accepts and time to stop, and what the objects say of each other is there.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { complaintsAboutEnvironments, stopPatience, withNewEnvironment } from './compose/environment.mjs';
import { complaintsAboutReadme } from './compose/readme.mjs';
import { complaintsAboutObjects } from './kubernetes/schema.mjs';
import {
  complaintsAboutCaution,
  complaintsAboutReferences,
  complaintsAboutStop,
  workloadsIn,
} from './kubernetes/workloads.mjs';
import { failWith } from './node/problem.mjs';
import { root } from './node/root.mjs';

const FOLDER = 'docker/kubernetes';
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');

/** The example of the secrets among them. */
function objectsIn() {
  return fs
    .readdirSync(path.join(root, FOLDER), { recursive: true })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(read(path.join(FOLDER, file)), { merge: true }))
    .map((document) => document.toJS());
}

const sourceOf = (command = ['node', 'dist/apps/api/main.mjs']) =>
  command[1].replace(/^dist\/apps\/(\w+)\/(\w+)\.mjs$/, 'apps/$1/src/$2.ts');

/** As in a cluster where the secrets are filled in: with those of a new installation of compose. */
function programsOf(workloads, secretsFolder) {
  return workloads.map(({ component, container, environment }) => ({
    service: component,
    source: sourceOf(container.command),
    environment: Object.fromEntries(
      Object.entries(environment).map(([name, text]) => [
        name,
        name === 'SMTP_URL_FILE' ? '' : text.replace('/run/secrets/countersign', secretsFolder),
      ]),
    ),
  }));
}

async function complaints({ secretsFolder }) {
  const objects = objectsIn();
  const workloads = workloadsIn(objects);
  const { version } = JSON.parse(read('package.json'));
  const patience = await stopPatience();
  const given = Object.fromEntries(workloads.map(({ component, environment }) => [component, environment]));
  return [
    ...(await complaintsAboutObjects(objects)),
    ...workloads.flatMap((workload) => complaintsAboutStop(workload, patience)),
    ...workloads.flatMap(complaintsAboutCaution),
    ...complaintsAboutReferences(objects, workloads),
    ...workloads
      .filter(({ container }) => !container.image.endsWith(`/countersign:${version}`))
      .map(({ component, container }) => `${component} runs ${container.image}, not version ${version}`),
    ...complaintsAboutReadme(read('README.md'), given, FOLDER),
    ...(await complaintsAboutEnvironments(programsOf(workloads, secretsFolder))),
  ];
}

async function main() {
  const found = await withNewEnvironment(complaints);
  for (const complaint of found) console.log(complaint);
  process.exitCode = found.length > 0 ? 1 : 0;
  if (found.length === 0) {
    console.log(`${FOLDER}: every object fits its schema, and each program accepts its environment`);
  }
}

await main().catch(failWith);
