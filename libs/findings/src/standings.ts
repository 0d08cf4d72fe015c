/** Where each engagement stands. Whatever changes risk asks, `portfolio` computes. */
export abstract class Standings {
  /** In the current transaction. */
  abstract recompute(engagementIds: readonly string[]): Promise<void>;
}
