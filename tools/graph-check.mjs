// The house as a whole: no cycle among the projects, apps on top, enough libraries and none too large, each with specs
// of its own to run, no file that only forwards, and one library for each address of the api.
import './node/require-node.mjs';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { faultsOf } from './graph-check/judge.mjs';
import { failWith, Problem } from './node/problem.mjs';
import { root } from './node/root.mjs';

function graph() {
  const file = path.join(root, 'tmp/graph.json');
  fs.rmSync(file, { force: true });
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  const { stdout, stderr } = spawnSync(process.execPath, [nx, 'graph', '--file=tmp/graph.json'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  if (!fs.existsSync(file)) throw new Problem(`Nx drew no graph:\n${stdout}${stderr}`);
  return JSON.parse(fs.readFileSync(file, 'utf8')).graph;
}

function filesOf(library) {
  const source = path.join(root, 'libs', library, 'src');
  return (
    fs
      .readdirSync(source, { recursive: true, encoding: 'utf8' })
      // The types of the wire are written by the build.
      .filter((name) => /\.ts$/.test(name) && !/\.spec\.ts$|^openapi\.ts$/.test(name))
      .map((name) => path.join(source, name))
      .map((file) => ({
        path: path.relative(root, file).replaceAll(path.sep, '/'),
        text: fs.readFileSync(file, 'utf8'),
      }))
  );
}

try {
  const drawn = graph();
  const names = Object.values(drawn.nodes).flatMap(({ name, data }) =>
    data.root.startsWith('libs/') ? [name] : [],
  );
  const libraries = Object.fromEntries(names.map((name) => [name, filesOf(name)]));
  const faults = faultsOf(drawn, libraries);
  if (faults.length > 0) throw new Problem(faults.join('\n'));
  console.log(`${names.length} libraries, no cycle, none over its lines, no file that only forwards`);
} catch (error) {
  failWith(error);
}
