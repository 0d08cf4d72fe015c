// A process that has loaded the packages and waits to be told which program to be. Most of a start is loading packages,
// so this part of it is done before anything was saved.
import inspector from 'node:inspector';
import module from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 20_000;
const SETTLED_AFTER_MS = 3_000;

/** The one before lets go of the port only when it ends. */
async function openInspector(port) {
  for (const deadline = Date.now() + PATIENCE_MS; inspector.url() === undefined && Date.now() < deadline;) {
    inspector.open(port, '127.0.0.1');
    if (inspector.url() === undefined) await sleep(100);
  }
}

const packages = process.argv.slice(2);
// what cannot be loaded is the program's to report
await Promise.allSettled(packages.map((name) => import(name)));

/** A library lies under a name of its own for each of its contents, so that the engine knows an unchanged one again. */
function resolveLibraries(libraries) {
  module.registerHooks({
    resolve: (name, context, next) =>
      Object.hasOwn(libraries, name) ? { url: libraries[name], shortCircuit: true } : next(name, context),
  });
}

process.once('message', async ({ program, libraries = {}, env, inspectAt }) => {
  Object.assign(process.env, env);
  resolveLibraries(libraries);
  process.argv.splice(1, Infinity, program);
  process.channel?.unref();
  if (inspectAt) void openInspector(inspectAt);
  await import(program);
  // otherwise written when it ends, which is after the next one has started
  setTimeout(module.flushCompileCache, SETTLED_AFTER_MS).unref();
});
process.channel.ref(); // end-with-parent.mjs lets go of it, and this process has nothing else to live for
process.send({ waiting: true });
