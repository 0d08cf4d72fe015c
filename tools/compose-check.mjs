// docker-compose.yml and docker/ are read here without Docker: they parse, what they refer to exists, and each
// program gets an environment that it accepts. With --build the Dockerfile's steps run as plain commands.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { complaintsAboutEnvironments, interpolate, newEnvironment } from './compose/environment.mjs';
import { complaintsAboutCopies, stagesOf } from './compose/dockerfile.mjs';
import { failWith } from './node/problem.mjs';
import { root } from './node/root.mjs';

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const exists = (file) => fs.existsSync(path.join(root, file));
const compose = parse(read('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services).map(([name, service]) => ({ name, ...service }));
const variables = newEnvironment();

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

function complaintsAboutVariables({ name, ...service }) {
  const { missing } = interpolate(JSON.stringify(service), variables);
  return [...new Set(missing)].map(
    (variable) => `${name} needs ${variable}, which docker/new-env.sh does not write`,
  );
}

/** Scripts and settings that other programs read name variables too. */
function complaintsAboutMentions() {
  const mentions = [
    ['postgres', 'docker/database/make-roles.sh', /\$([A-Z_]+)/g],
    ['caddy', 'docker/Caddyfile', /\{\$([A-Z_]+)\}/g],
  ];
  return mentions.flatMap(([service, file, pattern]) =>
    [...read(file).matchAll(pattern)]
      .filter(([, name]) => !(name in (compose.services[service].environment ?? {})))
      .map(([, name]) => `${file} reads ${name}, which compose does not give to ${service}`),
  );
}

/** dist/apps/api/migrate.mjs is built from apps/api/src/migrate.ts; the image's own command is the api's main. */
function sourceOf(command) {
  const program = /(?:dist\/apps|tools)\/[\w/-]+\.mjs/.exec(
    (command ?? ['dist/apps/api/main.mjs']).join(' '),
  )?.[0];
  return program?.replace(/^dist\/apps\/(\w+)\/(\w+)\.mjs$/, 'apps/$1/src/$2.ts') ?? null;
}

const interpolated = (environment = {}) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, text]) => [name, interpolate(String(text), variables).value]),
  );

async function complaints() {
  const programs = services
    .filter(({ build }) => build?.target === 'countersign')
    .map((service) => ({
      service: service.name,
      source: sourceOf(service.command),
      environment: interpolated(service.environment),
    }));
  return [
    ...services.flatMap(complaintsAboutBuild),
    ...services.flatMap(complaintsAboutDependencies),
    ...services.flatMap(complaintsAboutVolumes),
    ...services.flatMap(complaintsAboutNetworks),
    ...services.flatMap(complaintsAboutVariables),
    ...complaintsAboutMentions(),
    ...complaintsAboutCopies(stagesOf('docker/Dockerfile')),
    ...programs
      .filter(({ source }) => source === null || !exists(source))
      .map(({ service, source }) => `${service} runs ${source}, which does not exist`),
    ...(await complaintsAboutEnvironments(programs)),
  ];
}

async function main() {
  const found = await complaints();
  for (const complaint of found) console.log(complaint);
  process.exitCode = found.length > 0 ? 1 : 0;
  if (found.length > 0) return;
  console.log('docker-compose.yml: what it refers to exists, and each program accepts its environment');
  if (!process.argv.includes('--build')) return;
  const { runBuildSteps } = await import('./compose/build-steps.mjs');
  await runBuildSteps(stagesOf('docker/Dockerfile'));
}

await main().catch(failWith);
