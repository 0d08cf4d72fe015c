import { Problem, say } from '@countersign/platform';

/** Each row has places of its own, and they are served by turns: a flood of strangers costs known people one turn each. */
const rows = ['known', 'stranger'] as const;
export type Row = (typeof rows)[number];

/** Of each row, with the one at work: at some 50 ms each and by turns, the last one waits about four seconds. */
const mostPlaces = 40;
/** For one account or one address: an office may arrive at once, but nobody fills the row alone. */
const mostForOne = 8;
const longestWaitMs = 10_000;

/** Somebody whose password is to be looked at or made. */
export interface Applicant {
  /** Known by a browser the account was signed in from, by a session or by a mailed link. */
  readonly row: Row;
  /** The account, and a stranger's address: each holds a few places at most. */
  readonly holders: readonly string[];
  /** Whoever hangs up leaves the row. */
  readonly departure: AbortSignal | null;
}

interface Waiting {
  readonly begin: () => void;
}

/**
 * Where every slow derivation of a password waits for its turn. One at a time: two cores and libuv's four threads also
 * serve files, names and everybody else's requests.
 */
export class PasswordGate {
  private readonly places = new Map<string, number>();
  private readonly waiting: Readonly<Record<Row, Waiting[]>> = { known: [], stranger: [] };
  private working = false;
  private lastServed: Row = 'stranger';

  constructor(private readonly waitMs = longestWaitMs) {}

  /** How many wait for their turn. */
  get length(): number {
    return rows.reduce((sum, row) => sum + this.waiting[row].length, 0);
  }

  /**
   * Runs `work` when its turn has come: a try is counted in there, so that whoever is refused has not tried. `arrive` is
   * what is asked of whoever has a place, before they wait: a crowd that finds none keeps no database busy with it.
   *
   * @throws 503 `too-busy`: no place is free, the wait took too long, or the caller has hung up
   */
  async inTurn<T>(applicant: Applicant, work: () => Promise<T>, arrive?: () => Promise<void>): Promise<T> {
    const holders = [
      `row ${applicant.row}`,
      ...applicant.holders.map((holder) => `${applicant.row} ${holder}`),
    ];
    this.takePlaces(holders);
    try {
      await arrive?.();
      await this.turnOf(applicant);
      try {
        return await work();
      } finally {
        this.handOn();
      }
    } finally {
      this.freePlaces(holders);
    }
  }

  private takePlaces(holders: readonly string[]): void {
    const isFull = holders.some(
      (holder, index) => (this.places.get(holder) ?? 0) >= (index === 0 ? mostPlaces : mostForOne),
    );
    if (isFull) throw tooBusy();
    for (const holder of holders) this.places.set(holder, (this.places.get(holder) ?? 0) + 1);
  }

  private freePlaces(holders: readonly string[]): void {
    for (const holder of holders) {
      const left = (this.places.get(holder) ?? 0) - 1;
      if (left > 0) this.places.set(holder, left);
      else this.places.delete(holder);
    }
  }

  private async turnOf({ row, departure }: Applicant): Promise<void> {
    if (departure?.aborted) throw tooBusy();
    if (this.working) await this.waitIn(this.waiting[row], departure);
    this.working = true;
    this.lastServed = row;
  }

  private waitIn(line: Waiting[], departure: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(patience);
        departure?.removeEventListener('abort', giveUp);
        line.splice(line.indexOf(waiting), 1);
      };
      const giveUp = (): void => {
        leave();
        reject(tooBusy());
      };
      const waiting: Waiting = {
        begin: () => {
          leave();
          resolve();
        },
      };
      const patience = setTimeout(giveUp, this.waitMs);
      departure?.addEventListener('abort', giveUp);
      line.push(waiting);
    });
  }

  /** The turn is handed on, so that nobody who comes now overtakes those who wait. */
  private handOn(): void {
    const other = this.lastServed === 'known' ? 'stranger' : 'known';
    const next = this.waiting[other][0] ?? this.waiting[this.lastServed][0];
    if (next === undefined) this.working = false;
    else next.begin();
  }
}

function tooBusy(): Problem {
  return new Problem({
    status: 503,
    code: 'too-busy',
    title: say('title.too-busy'),
    detail: say('refusal.too-busy'),
    retryAfterSeconds: 3,
  });
}

/** For whoever has counted something before the turn. */
export function isTooBusy(error: unknown): boolean {
  return error instanceof Problem && error.code === 'too-busy';
}
