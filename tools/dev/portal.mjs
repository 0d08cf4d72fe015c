// The portal's development server: Angular's own, which builds what was saved and tells the page.
import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { endProgram } from '../launcher/supervisor.mjs';
import { isListening } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';

const endWithParent = new URL('../launcher/end-with-parent.mjs', import.meta.url).href;
const rememberAnalysis = new URL('./remember-analysis.mjs', import.meta.url).href;
const watchQuickly = new URL('./watch-quickly.mjs', import.meta.url).href;
const beside = (file) => fileURLToPath(new URL(file, import.meta.url));
const START_PATIENCE_MS = 300_000;
const BUILD_PATIENCE_MS = 3_000;

// tables of chunks, and what the servers say of themselves
const NOISE = [
  /^[✔❯]/,
  /\|.*(\||[kM]?B$|bytes)/,
  /^(Initial|Lazy) chunk files/,
  /^\.\.\.and \d+ more lazy/,
  /^(Watch mode enabled|NOTE: Raw file sizes|➜)/,
  /\[vite\]/,
  /^(Page reload|Component update|Stylesheet update|No output file changes)/,
];

/** What a line of the development server is to whoever reads the terminal; null where it is nothing. */
export function portalNews(line) {
  const text = stripVTControlCharacters(line).trim();
  const built = /^Application bundle generation (complete|failed)\. \[([\d.]+) seconds\]/.exec(text);
  if (built?.[1] === 'complete') return `built in ${Math.round(Number(built[2]) * 1000)} ms`;
  if (built) return 'not built; the former one is still served';
  return text === '' || NOISE.some((noise) => noise.test(text)) ? null : text;
}

const ownEnv = {
  ...process.env,
  PORT: undefined, // Angular's server would take it for its own
  NODE_ENV: undefined,
  NX_DAEMON: 'false',
  NO_COLOR: '1',
};

function spawnBeside(file, { args = [], loaded = [], env, stdio }) {
  const imports = [endWithParent, ...loaded].map((each) => `--import=${each}`);
  return spawn(process.execPath, [...imports, beside(file), ...args], {
    cwd: root,
    stdio,
    env,
    detached: process.platform !== 'win32',
  });
}

/** What the check of the types found, where it is news. */
export function typeNews() {
  let former = '';
  return ({ problems, took }) => {
    const found = problems.join('\n');
    const known = found === former;
    former = found;
    if (known) return null;
    if (problems.length === 0) return `the types are right again (${took} ms)`;
    return `${problems.length === 1 ? 'one type is' : `${problems.length} types are`} wrong; the page is served all the same\n${found}`;
  };
}

/** The types are checked beside the builds: what is wrong is told a moment after the page is there. */
function startCheck(tell) {
  const child = spawnBeside('./portal-check.mjs', {
    env: { ...ownEnv, NG_BUILD_TYPE_CHECK: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const state = { stopping: false };
  const newsOf = typeNews();
  child.on('message', (result) => {
    const news = newsOf(result);
    if (news !== null && !state.stopping) tell(`portal: ${news}`);
  });
  child.once('exit', () => {
    if (!state.stopping) tell('portal: its types are checked no more. Stop with Ctrl-C and start again.');
  });
  return {
    stop() {
      state.stopping = true;
      return endProgram(child, { name: 'portal', tell });
    },
  };
}

/**
 * @returns {{
 *   untilReady: () => Promise<void>,
 *   untilBuilt: (savedAt: number) => Promise<boolean>,
 *   checkTypes: () => void,
 *   stop: () => Promise<void>,
 * }}
 */
export function startPortal({ port, tell }) {
  const child = spawnBeside('./portal-server.mjs', {
    args: [String(port)],
    loaded: [rememberAnalysis, watchQuickly],
    env: { ...ownEnv, NG_BUILD_TYPE_CHECK: '0' }, // startCheck does
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let check = null;
  const state = { stopping: false, ended: false, builtAt: 0 };
  const until = async (isSo, patience) => {
    const deadline = performance.now() + patience;
    while (!(await isSo())) {
      if (state.ended || performance.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return true;
  };
  for (const input of [child.stdout, child.stderr]) {
    readline.createInterface({ input }).on('line', (line) => {
      const news = portalNews(line);
      if (/^(not )?built\b/.test(news ?? '')) state.builtAt = performance.now();
      // its last words are those of a compiler that was interrupted
      if (news !== null && !state.stopping) tell(`portal: ${news}`);
    });
  }
  child.once('exit', () => {
    state.ended = true;
    if (!state.stopping) tell('portal: its development server ended. Stop with Ctrl-C and start again.');
  });
  return {
    async untilReady() {
      if (!(await until(() => isListening(port), START_PATIENCE_MS))) {
        throw new Problem('The portal does not start.');
      }
    },
    /** What was saved then is built, or will not be. */
    untilBuilt: (savedAt) => until(() => state.builtAt > savedAt, BUILD_PATIENCE_MS),
    /** The first check reads everything, so it begins when nothing else does. */
    checkTypes() {
      check = startCheck(tell);
    },
    async stop() {
      state.stopping = true;
      await Promise.all([check?.stop(), endProgram(child, { name: 'portal', tell })]);
    },
  };
}
