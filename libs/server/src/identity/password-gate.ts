import { Problem } from '../platform/problems/problem';

/** One at a time: two cores and libuv's four threads also serve files, names and everybody else's requests. */
const mostAtOnce = 1;
/** Those at work and those that wait: at some 50 ms each, the last one waits about two seconds. */
const mostPlaces = 40;

/** Where every slow derivation of a password waits for its turn, first come, first served. */
export class PasswordGate {
  private places = 0;
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * Keeps a place while `work` runs; taken before a try is counted, so that a refused one was not a try.
   *
   * @throws 503 `too-busy`
   */
  async withPlace<T>(work: () => Promise<T>): Promise<T> {
    if (this.places >= mostPlaces) throw tooBusy();
    this.places += 1;
    try {
      return await work();
    } finally {
      this.places -= 1;
    }
  }

  /** For the holder of a place: waits for the turn and derives. */
  async inTurn<T>(derive: () => Promise<T>): Promise<T> {
    if (this.working < mostAtOnce) this.working += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await derive();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed on, so that nobody who comes now overtakes those who wait.
      if (next === undefined) this.working -= 1;
      else next();
    }
  }
}

function tooBusy(): Problem {
  return new Problem({
    status: 503,
    code: 'too-busy',
    title: 'Busy',
    detail: 'Many passwords are being checked at this moment: please try again in a few seconds.',
    retryAfterSeconds: 3,
  });
}
