/** Whoever distributes requests gives a probe a few seconds. */
const PATIENCE_MS = 1_500;

/** One look at a time: while one hangs, those who ask wait for it a moment and start no other beside it. */
export class BoundedCheck<T> {
  private running: Promise<T> | null = null;

  constructor(
    private readonly look: () => Promise<T>,
    private readonly otherwise: T,
  ) {}

  /** What was seen, or `otherwise` where looking failed or took too long. */
  async result(): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(() => resolve(this.otherwise), PATIENCE_MS);
    });
    try {
      return await Promise.race([this.current(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  private current(): Promise<T> {
    this.running ??= this.look()
      .catch(() => this.otherwise)
      .finally(() => (this.running = null));
    return this.running;
  }
}
