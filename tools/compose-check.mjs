// docker-compose.yml and docker/ are read here without Docker: they fit the schema of Compose, what they refer to
// exists, each program gets an environment that it accepts and time to stop, and the image no package too many.
// With --build the Dockerfile's steps run as plain commands.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { bundle, programsOf } from './build-node.mjs';
import { argumentsOf, complaintsAboutCopies, stagesOf } from './compose/dockerfile.mjs';
import {
  complaintsAboutEnvironments,
  interpolate,
  stopPatience,
  withNewEnvironment,
} from './compose/environment.mjs';
import {
  complaintsAboutImage,
  complaintsAboutLimits,
  complaintsAboutProxy,
  complaintsAboutStop,
} from './compose/limits.mjs';
import { complaintsAboutReadme } from './compose/readme.mjs';
import { complaintsAboutSchema } from './compose/schema.mjs';
import { complaintsAboutPackages, packagesOfPrograms } from './image/packages.mjs';
import { failWith } from './node/problem.mjs';
import { root } from './node/root.mjs';

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const exists = (file) => fs.existsSync(path.join(root, file));
const DOCKERFILE = 'docker/Dockerfile';
const compose = parse(read('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services).map(([name, service]) => ({ name, ...service }));

function complaintsAboutBuild({ name, image, build }) {
  if (!build) return image ? [] : [`${name} has neither image nor build`];
  const file = path.join(build.context, build.dockerfile ?? 'Dockerfile');
  if (!exists(file)) return [`${name}: ${file} does not exist`];
  const targets = stagesOf(file).map((stage) => stage.name);
  return targets.includes(build.target) ? [] : [`${name}: ${file} has no stage ${build.target}`];
}

function complaintsAboutDependencies({ name, depends_on: dependencies = {} }) {
  return Object.entries(dependencies).flatMap(([other, { condition }]) => {
    const service = compose.services[other];
    if (!service) return [`${name} depends on ${other}, which is not there`];
    const unanswerable = condition === 'service_healthy' && !service.healthcheck;
    return unanswerable ? [`${name} waits until ${other} is healthy, which nobody asks it`] : [];
  });
}

const undeclared = ({ name }, used, declared, what) =>
  used
    .filter((one) => !(one in (declared ?? {})))
    .map((one) => `${name}: the ${what} ${one} is not declared`);

function complaintsAboutVolumes(service) {
  const sources = (service.volumes ?? []).map((volume) => volume.split(':')[0]);
  const folders = sources.filter((source) => source.startsWith('.'));
  const named = sources.filter((source) => !folders.includes(source));
  return [
    ...folders
      .filter((source) => !exists(source))
      .map((source) => `${service.name}: ${source} does not exist`),
    ...undeclared(service, named, compose.volumes, 'volume'),
  ];
}

function complaintsAboutNetworks(service) {
  const { networks = [] } = service;
  const names = Array.isArray(networks) ? networks : Object.keys(networks);
  return undeclared(service, names, compose.networks, 'network');
}

function complaintsAboutVariables(variables) {
  const { missing } = interpolate(JSON.stringify(compose), variables);
  return [...new Set(missing)].map(
    (variable) => `compose needs ${variable}, which docker/new-env.sh does not write`,
  );
}

function complaintsAboutSecrets(service, secretsFolder) {
  const { secrets = [], environment = {} } = service;
  const mounted = secrets.map((secret) => `/run/secrets/${secret}`);
  return [
    ...undeclared(service, secrets, compose.secrets, 'secret'),
    ...secrets
      .filter((secret) => !fs.existsSync(path.join(secretsFolder, secret)))
      .map((secret) => `${service.name}: docker/new-env.sh does not write the secret ${secret}`),
    ...Object.values(environment)
      .filter((value) => String(value).startsWith('/run/secrets/') && !mounted.includes(value))
      .map((value) => `${service.name} is told of ${value}, which is not mounted`),
    ...Object.entries(environment)
      .filter(([name, value]) => /PASSWORD$|KEYS$|:\/\/[^/]*:[^/]*@/.test(`${name}\n${value}`))
      .map(([name]) => `${service.name} gets ${name} in its environment: a secret belongs into a file`),
  ];
}

/** docker/Dockerfile is also built without compose. */
function complaintsAboutVersions(resolve) {
  const { version } = JSON.parse(read('package.json'));
  const inDockerfile = argumentsOf(DOCKERFILE);
  const inCompose = compose.services.api.build.args;
  return [
    ...Object.entries(inDockerfile)
      .filter(([name, image]) => resolve(inCompose[name] ?? '') !== image)
      .map(
        ([name, image]) => `docker-compose.yml does not build with ${name}=${image} as the Dockerfile does`,
      ),
    ...Object.entries(inDockerfile).flatMap(([name, image]) => complaintsAboutImage(name, image)),
    ...stagesOf(DOCKERFILE)
      .map(({ labels }) => labels['org.opencontainers.image.version'])
      .filter((label) => label !== undefined && label !== version)
      .map((label) => `docker/Dockerfile labels version ${label}, package.json says ${version}`),
  ];
}

/** Bundled anew into a folder of its own: the build's may be stale, or in use. */
async function complaintsAboutImagePackages() {
  const folders = ['api', 'worker'].map((app) => [app, path.join(root, 'tmp/image-check', app)]);
  for (const [app, folder] of folders) await bundle(programsOf(app), folder);
  return complaintsAboutPackages(packagesOfPrograms([...folders.map(([, folder]) => folder), 'tools/inbox']));
}

/** Scripts and settings that other programs read name variables too. */
function complaintsAboutMentions() {
  const mentions = [
    ['postgres', 'docker/database/make-roles.sh', /\$\(give \w+ ([A-Z_]+)\)|\$(POSTGRES_[A-Z]+)/g],
    ['caddy', 'docker/Caddyfile', /\{\$([A-Z_]+)\}/g],
  ];
  return mentions.flatMap(([service, file, pattern]) => {
    const given = compose.services[service].environment ?? {};
    return [...read(file).matchAll(pattern)]
      .map(([, ...names]) => names.find(Boolean))
      .filter((name) => !(name in given) && !(`${name}_FILE` in given))
      .map((name) => `${file} reads ${name}, which compose does not give to ${service}`);
  });
}

/** dist/apps/api/migrate.mjs is built from apps/api/src/migrate.ts; the image's own command is the api's main. */
function sourceOf(command) {
  const program = /(?:dist\/apps|tools)\/[\w/-]+\.mjs/.exec(
    (command ?? ['dist/apps/api/main.mjs']).join(' '),
  )?.[0];
  return program?.replace(/^dist\/apps\/(\w+)\/(\w+)\.mjs$/, 'apps/$1/src/$2.ts') ?? null;
}

async function complaints({ variables, secretsFolder }) {
  const resolve = (text) => interpolate(String(text), variables).value;
  const environmentOf = ({ environment = {} }) =>
    Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, resolve(text)]));
  /** As it is where the program runs: there the files are mounted. */
  const withFiles = (environment) =>
    Object.fromEntries(
      Object.entries(environment).map(([name, text]) => [name, text.replace('/run/secrets', secretsFolder)]),
    );
  const programs = services
    .filter(({ build }) => build?.target === 'countersign')
    .map((service) => ({
      service: service.name,
      source: sourceOf(service.command),
      environment: withFiles(environmentOf(service)),
    }));
  const patience = await stopPatience();
  const given = Object.fromEntries(services.map((service) => [service.name, environmentOf(service)]));
  return [
    ...complaintsAboutSchema(compose),
    ...services.flatMap(complaintsAboutBuild),
    ...services.flatMap(complaintsAboutDependencies),
    ...services.flatMap(complaintsAboutVolumes),
    ...services.flatMap(complaintsAboutNetworks),
    ...services.flatMap((service) => complaintsAboutSecrets(service, secretsFolder)),
    ...services.flatMap((service) => complaintsAboutStop(service, patience)),
    ...services.flatMap(complaintsAboutLimits),
    ...services.flatMap(({ name, image }) => complaintsAboutImage(name, resolve(image))),
    ...complaintsAboutVersions(resolve),
    ...complaintsAboutProxy({
      subnet: resolve(compose.networks.entrance.ipam.config[0].subnet),
      caddy: resolve(compose.services.caddy.networks.entrance.ipv4_address),
      trusted: given.api.TRUSTED_PROXIES,
    }),
    ...complaintsAboutVariables(variables),
    ...complaintsAboutMentions(),
    ...complaintsAboutReadme(read('README.md'), given, 'docker-compose.yml'),
    ...complaintsAboutCopies(stagesOf(DOCKERFILE)),
    ...programs
      .filter(({ source }) => source === null || !exists(source))
      .map(({ service, source }) => `${service} runs ${source}, which does not exist`),
    ...(await complaintsAboutEnvironments(programs)),
    ...(await complaintsAboutImagePackages()),
  ];
}

async function main() {
  const found = await withNewEnvironment(complaints);
  for (const complaint of found) console.log(complaint);
  process.exitCode = found.length > 0 ? 1 : 0;
  if (found.length > 0) return;
  console.log('docker-compose.yml: what it refers to exists, and each program accepts its environment');
  if (!process.argv.includes('--build')) return;
  const { runBuildSteps } = await import('./compose/build-steps.mjs');
  await runBuildSteps(stagesOf(DOCKERFILE));
}

await main().catch(failWith);
