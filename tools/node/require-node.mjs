// The first import of everything a person may start by hand: it must parse on Node 18.
// Under `npm …` the Node 24 of node_modules/.bin already comes first; a bare `node x.mjs` lands here.
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
const recentEnough = major > 24 || (major === 24 && minor >= 15);

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin');
  const executable = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(executable) ? executable : null;
}

function runAgainWith(executable) {
  const env = {
    ...process.env,
    PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  const child = spawn(executable, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

if (!existsSync(path.join(root, 'node_modules'))) {
  stop('The packages are not installed. Run `npm ci` first.');
}
if (!recentEnough) {
  const executable = bundledNode();
  if (!executable) {
    stop(
      `Countersign needs Node 24.15 or newer; this is ${process.versions.node}. Install it from https://nodejs.org and start again.`,
    );
  }
  runAgainWith(executable);
  await new Promise(() => {}); // the importing program never runs in this process
}
