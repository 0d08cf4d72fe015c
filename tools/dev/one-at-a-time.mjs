/**
 * Calls `work` with what came since it last began, never twice at a time.
 * @template T
 * @param {(items: T[]) => Promise<void>} work
 * @returns {(items: T[]) => Promise<void>} resolves when nothing is left to do
 */
export function oneAtATime(work) {
  let waiting = null;
  let running = null;

  async function run() {
    while (waiting !== null) {
      const items = waiting;
      waiting = null;
      await work(items);
    }
    running = null;
  }

  return (items) => {
    waiting = [...(waiting ?? []), ...items];
    running ??= run();
    return running;
  };
}
