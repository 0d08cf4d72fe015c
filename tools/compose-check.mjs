// docker-compose.yml is read here without Docker: it parses, and what it refers to exists.
import './node/require-node.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from './node/root.mjs';

const file = path.join(root, 'docker-compose.yml');

function complaintsOf({ services = {}, volumes = {} }) {
  const names = Object.keys(services);
  return Object.entries(services).flatMap(([name, service]) => [
    ...(service.image || service.build ? [] : [`${name} has neither image nor build`]),
    ...missingDockerfile(name, service.build),
    ...dependenciesOf(service)
      .filter((one) => !names.includes(one))
      .map((one) => `${name} depends on ${one}, which is not there`),
    ...(service.volumes ?? []).flatMap((volume) => volumeComplaint(name, volume, volumes)),
  ]);
}

function missingDockerfile(name, build) {
  if (!build) return [];
  const { context = '.', dockerfile = 'Dockerfile' } = typeof build === 'string' ? { context: build } : build;
  return fs.existsSync(path.join(root, context, dockerfile))
    ? []
    : [`${name}: ${path.join(context, dockerfile)} does not exist`];
}

function dependenciesOf({ depends_on: dependencies = [] }) {
  return Array.isArray(dependencies) ? dependencies : Object.keys(dependencies);
}

function volumeComplaint(name, volume, volumes) {
  const source = typeof volume === 'string' ? volume.split(':')[0] : (volume.source ?? '');
  if (source.startsWith('.'))
    return fs.existsSync(path.join(root, source)) ? [] : [`${name}: ${source} does not exist`];
  if (source === '' || source.startsWith('/') || source.startsWith('$')) return [];
  return source in volumes ? [] : [`${name}: the volume ${source} is not declared`];
}

const complaints = fs.existsSync(file)
  ? complaintsOf(parse(fs.readFileSync(file, 'utf8')))
  : ['docker-compose.yml does not exist'];
for (const complaint of complaints) console.log(complaint);
if (complaints.length === 0) console.log('docker-compose.yml parses, and what it refers to exists');
process.exitCode = complaints.length > 0 ? 1 : 0;
