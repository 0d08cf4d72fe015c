// From start to Ctrl-C: whatever was started is stopped, last started first.
import { failWith } from '../node/problem.mjs';

async function stopAll(stops) {
  while (stops.length > 0) {
    const stop = stops.pop();
    try {
      await stop();
    } catch (error) {
      failWith(error);
    }
  }
}

/** A signal to `npm start` or `npm run dev` ends npm and its shell and never arrives here: a new parent is all there is to see of it. */
function stopWithNpm(stop) {
  if (!['start', 'dev'].includes(process.env.npm_lifecycle_event)) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stop(), 500).unref();
}

/** `launch` gets the list of stop functions, and adds one for each thing that it starts. */
export async function runUntilStopped(launch) {
  const stops = [];
  let stopping = null;
  const stop = () => (stopping ??= stopAll(stops));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop().then(() => process.exit()));
  }
  // whoever forked it (the browser journeys) has ended
  if (process.channel) process.once('disconnect', () => stop().then(() => process.exit()));
  stopWithNpm(() => stop().then(() => process.exit()));
  try {
    await launch(stops);
  } catch (error) {
    if (stopping) return; // told to stop while starting: what fails then is no news
    failWith(error);
    await stop();
    process.exit();
  }
}
