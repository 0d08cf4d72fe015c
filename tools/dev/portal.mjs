// The portal's development server: Angular's own, which builds what was saved and tells the page.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { endProgram } from '../launcher/supervisor.mjs';
import { isListening } from '../node/ports.mjs';
import { Problem } from '../node/problem.mjs';
import { root } from '../node/root.mjs';

const endWithParent = new URL('../launcher/end-with-parent.mjs', import.meta.url).href;
const serverProgram = fileURLToPath(new URL('./portal-server.mjs', import.meta.url));
const entry = path.join(root, 'apps/portal/src/main.ts');
const START_PATIENCE_MS = 300_000;

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

/** @returns {{ untilReady: () => Promise<void>, warmUp: () => void, stop: () => Promise<void> }} */
export function startPortal({ port, tell }) {
  const child = spawn(process.execPath, [`--import=${endWithParent}`, serverProgram, String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Angular's server would take PORT for its own
    env: { ...process.env, PORT: undefined, NODE_ENV: undefined, NX_DAEMON: 'false', NO_COLOR: '1' },
    detached: process.platform !== 'win32',
  });
  const state = { stopping: false, ended: false, warming: false };
  for (const input of [child.stdout, child.stderr]) {
    readline.createInterface({ input }).on('line', (line) => {
      const news = portalNews(line);
      if (state.warming && news?.startsWith('built in ')) {
        state.warming = false;
        tell('portal: warm; a save is built without the rest from now on');
        return;
      }
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
      for (const deadline = Date.now() + START_PATIENCE_MS; !(await isListening(port));) {
        if (state.ended || Date.now() > deadline) throw new Problem('The portal does not start.');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    /** Angular's first build after a start checks every file anew, ten times as long as any later one: nobody waits for it. */
    warmUp() {
      state.warming = true;
      const now = new Date();
      fs.utimesSync(entry, now, now);
    },
    stop() {
      state.stopping = true;
      return endProgram(child, { name: 'portal', tell });
    },
  };
}
