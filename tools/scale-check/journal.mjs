// What happened, in memory: every request with its outcome, every write that was acknowledged, every step of the plan.

/**
 * @typedef {{ number: number, method: string, path: string, began: number, ended: number | null, status: number | null, trouble: string | null, retryAfter: string | null, step: string, explained: boolean }} Requested
 *   `status` is null where no answer came; `trouble` is then why. `step` is the one during which it ended;
 *   `explained` means that a refusal (4xx) is what the product should say.
 * @typedef {{ key: string, value: string, organisation: string }} Write
 * @typedef {{ name: string, kind: 'steady' | 'planned' | 'kill', target: string | null, began: number, killedAt: number | null, goneAt: number | null }} Step
 *   `killedAt` is when the signal was sent, `goneAt` when the process had ended: in between it is asked in vain.
 */

export class Journal {
  /** @type {Requested[]} */
  requests = [];
  /** @type {Write[]} */
  acknowledged = [];
  /** Sent, but no answer came that says whether it was done. @type {Write[]} */
  inDoubt = [];
  /** Addresses to which an acknowledged act owes a mail. @type {Set<string>} */
  owedMail = new Set();
  /** @type {Step[]} */
  steps = [];

  begin(name, { kind = 'steady', target = null } = {}) {
    this.steps.push({ name, kind, target, began: Date.now(), killedAt: null, goneAt: null });
  }

  get step() {
    return this.steps.at(-1);
  }

  /** @param {() => Promise<unknown>} kill resolves once the process is gone */
  async noteKill(kill) {
    const { step } = this;
    step.killedAt = Date.now();
    await kill();
    step.goneAt = Date.now();
  }

  /** Resolves once everything that is under way now has ended, so that a failure is counted in the step that caused it. */
  async untilAnswered() {
    const open = this.requests.filter(({ ended }) => ended === null);
    while (open.some(({ ended }) => ended === null)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  request({ method, path }) {
    const requested = {
      number: this.requests.length + 1,
      method,
      path,
      began: Date.now(),
      ended: null,
      status: null,
      trouble: null,
      retryAfter: null,
      step: '',
      explained: false,
    };
    this.requests.push(requested);
    return requested;
  }

  answered(requested, outcome) {
    Object.assign(requested, outcome, { ended: Date.now(), step: this.step.name });
  }

  /** @param {Write} write */
  acknowledge(write) {
    this.acknowledged.push(write);
  }

  /** @param {Write} write */
  doubt(write) {
    this.inDoubt.push(write);
  }
}
