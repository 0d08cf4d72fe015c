import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded before a program that is measured: tells its parent how long the program's event loop was held. */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

/** What held the loop last is counted when its timers have run once more. */
const SETTLED_MS = 4;

process.on('message', (message) => {
  if (message === 'forget') {
    delay.reset();
    process.send?.({ forgotten: true });
  }
  if (message === 'tell') setTimeout(() => process.send?.({ longestMs: delay.max / 1e6 }), SETTLED_MS);
});
