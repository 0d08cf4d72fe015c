// Reads docker/Dockerfile as far as the checks need it: stages, what they copy, what they run.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../node/root.mjs';

function instructionsIn(text) {
  return text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim()))
    .filter((found) => found !== null)
    .map(([, name, rest]) => ({ name, rest }));
}

function copyOf(rest) {
  const words = rest.split(/\s+/);
  const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : null;
  return { from, sources: words.slice(0, -1), destination: words.at(-1) };
}

const textOf = (dockerfile) => fs.readFileSync(path.join(root, dockerfile), 'utf8');

/** What stands before the first stage: `{ NODE_IMAGE: 'node:…' }`. */
export function argumentsOf(dockerfile) {
  const instructions = instructionsIn(textOf(dockerfile));
  const global = instructions.slice(
    0,
    instructions.findIndex(({ name }) => name === 'FROM'),
  );
  return Object.fromEntries(
    global.map(({ rest }) => [rest.split('=')[0], rest.slice(rest.indexOf('=') + 1)]),
  );
}

/** Stages in order: `{ name, image, labels, steps }`, and of a step its `copy` or its `run`. */
export function stagesOf(dockerfile) {
  const stages = [];
  for (const { name, rest } of instructionsIn(textOf(dockerfile))) {
    if (name === 'FROM') {
      const [image, , stage = null] = rest.split(/\s+/);
      stages.push({ name: stage, image, labels: {}, steps: [] });
    }
    if (name === 'LABEL') {
      for (const [, label, value] of rest.matchAll(/([\w.]+)="([^"]*)"/g))
        stages.at(-1).labels[label] = value;
    }
    if (name === 'COPY') stages.at(-1).steps.push({ copy: copyOf(rest) });
    if (name === 'RUN') stages.at(-1).steps.push({ run: rest });
  }
  return stages;
}

export function complaintsAboutCopies(stages) {
  const names = stages.map(({ name }) => name);
  return stages.flatMap((stage) =>
    stage.steps.flatMap(({ copy }) => {
      if (!copy) return [];
      const { from, sources } = copy;
      if (from !== null) return names.includes(from) ? [] : [`${stage.name} copies from ${from}, no stage`];
      return sources
        .filter((source) => !fs.existsSync(path.join(root, source)))
        .map((source) => `${stage.name} copies ${source}, which does not exist`);
    }),
  );
}
