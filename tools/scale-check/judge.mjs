// What the journals say, as pure functions: what was lost, what was doubled, which request failed and whether it may have.

/** A handing over may be repeated where its first lies this shortly before the worker was killed: it was not yet written down. */
const IN_HAND_MS = 5_000;
/** The proxy's clock has milliseconds, and a kill takes a few. */
const CLOCK_MS = 50;

/** @typedef {import('./journal.mjs').Requested} Requested */
/** @typedef {import('./journal.mjs').Step} Step */
/** @typedef {import('./journal.mjs').Write} Write */
/** @typedef {{ number: number, began: number, ended: number, upstreams: string[] }} Proxied as the proxy's log has it */

/** A refusal that nobody expected is a failure too: whoever meets it cannot work on. */
export function hasFailed({ status, explained }) {
  return status === null || status >= 500 || (status >= 400 && !explained);
}

/** Told that nothing can be done now, and when to come again. */
export const wasPutOff = ({ status, retryAfter }) => status === 503 && retryAfter !== null;

const outcomeOf = ({ status, trouble }) => (status === null ? trouble : String(status));
const inWords = (request) =>
  `request ${request.number} ${request.method} ${request.path} during ${request.step}: ${outcomeOf(request)}`;

/**
 * Each acknowledged write has to be found, with its value.
 *
 * @param {readonly Write[]} acknowledged
 * @param {ReadonlyMap<string, string>} found
 * @param {string} where for the sentence
 */
export function lostWrites(acknowledged, found, where) {
  return acknowledged
    .filter(({ key, value }) => found.get(key) !== value)
    .map(({ key, value }) => {
      const instead = found.has(key) ? `"${found.get(key)}"` : 'nothing';
      return `${key} was acknowledged as "${value}", and ${where} has ${instead}`;
    });
}

/**
 * The latest answer of a question, as its page shows it, is the last acknowledged one, or a later one of which no answer
 * told whether it was saved.
 *
 * @param {{ key: string, revision: number, text: string }} shown `key` without the revision
 * @param {{ acknowledged: readonly Write[], inDoubt: readonly Write[] }} written
 */
export function staleAnswer({ key, revision, text }, { acknowledged, inDoubt }) {
  const revisions = acknowledged
    .filter((write) => write.key.startsWith(`${key}:`))
    .map((write) => ({ revision: Number(write.key.slice(key.length + 1)), text: write.value }));
  if (revisions.length === 0) return null;
  const last = revisions.reduce((one, other) => (other.revision > one.revision ? other : one));
  if (last.revision === revision && last.text === text) return null;
  const doubtful = inDoubt.some((write) => write.key === key && write.value === text);
  if (revision > last.revision && doubtful) return null;
  return `${key} shows "${text}" (revision ${revision}), and "${last.text}" (${last.revision}) was acknowledged`;
}

/** What fell away before it was mailed is owed to nobody, unless somebody was promised it: that is in `owed`. */
const settled = new Set(['sent', 'superseded']);

/**
 * @param {{ owed: Iterable<string>, arrivals: readonly import('./mail-sink.mjs').Arrival[], ledger: readonly { id: string, state: string, recipient: string }[] }} mail
 */
export function lostMails({ owed, arrivals, ledger }) {
  const addresses = new Set(arrivals.map(({ to }) => to));
  const ids = new Set(arrivals.map(({ notificationId }) => notificationId));
  return [
    ...[...owed].filter((address) => !addresses.has(address)).map((address) => `no mail came to ${address}`),
    ...ledger
      .filter(({ id, state }) => state === 'sent' && !ids.has(id))
      .map(({ id, recipient }) => `mail ${id} to ${recipient} is called sent and never came`),
    ...ledger
      .filter(({ state }) => !settled.has(state))
      .map(({ id, state, recipient }) => `mail ${id} to ${recipient} is ${state}`),
  ];
}

/** Each mail that came more than once, and when it came first. */
export function doubledMails(arrivals) {
  const byId = Map.groupBy(arrivals, ({ messageId }) => messageId);
  return [...byId]
    .filter(([, copies]) => copies.length > 1)
    .map(([messageId, copies]) => ({
      messageId,
      copies: copies.length,
      at: Math.min(...copies.map(({ at }) => at)),
    }));
}

const isWorker = ({ target }) => target?.startsWith('worker-') ?? false;

/** The kill of a worker that had this mail in its hands; undefined where there is none. */
function killOf({ at }, steps) {
  return steps.find(
    (step) =>
      step.kind === 'kill' &&
      isWorker(step) &&
      at > step.killedAt - IN_HAND_MS &&
      at <= step.goneAt + CLOCK_MS,
  );
}

/**
 * A mail may come twice only where the worker that handed it over was killed, and of each killed worker no more than it
 * may have had in its hands.
 *
 * @param {ReturnType<typeof doubledMails>} doubled
 * @param {{ steps: readonly Step[], concurrency: number }} plan
 */
export function wronglyDoubled(doubled, { steps, concurrency }) {
  const killers = Map.groupBy(doubled, (mail) => killOf(mail, steps));
  const without = killers.get(undefined) ?? [];
  killers.delete(undefined);
  return [
    ...without.map(
      ({ messageId, copies, at }) =>
        `mail ${messageId} came ${copies} times, first during ${stepAt(at, steps)}`,
    ),
    ...[...killers]
      .filter(([, mails]) => mails.length > concurrency)
      .map(
        ([{ name }, mails]) =>
          `${name}: ${mails.length} mails came twice, and ${concurrency} may have been in flight`,
      ),
  ];
}

/** The name of the step during which something happened. */
export function stepAt(at, steps) {
  return steps.findLast(({ began }) => began <= at)?.name ?? 'the start';
}

/** What failed in a step in which nothing may. */
export function failedIn(requests, step) {
  return requests.filter((request) => request.step === step.name && hasFailed(request)).map(inWords);
}

/**
 * @param {readonly Proxied[]} proxied
 * @param {{ upstream: string, killedAt: number, goneAt: number }} kill `upstream` is the address of the process
 */
export function inFlightAt(proxied, { upstream, killedAt, goneAt }) {
  return proxied.filter(
    ({ began, ended, upstreams }) =>
      upstreams.includes(upstream) && began <= goneAt + CLOCK_MS && ended >= killedAt - CLOCK_MS,
  );
}

/**
 * Of a killed api nothing may fail but what was in flight on it; where a pooler or database is away, nothing but being
 * put off; where a worker or Redis is, nothing.
 *
 * @param {Step} step
 * @param {{ requests: readonly Requested[], proxied: readonly Proxied[], upstreamOf: (target: string) => string | null }} journals
 */
export function lossOfKill(step, { requests, proxied, upstreamOf }) {
  const failed = requests.filter((request) => request.step === step.name && hasFailed(request));
  const upstream = upstreamOf(step.target);
  const inFlight = upstream === null ? [] : inFlightAt(proxied, { ...step, upstream });
  const numbers = new Set(inFlight.map(({ number }) => number));
  const isAllowed = (request) =>
    step.target === 'pgbouncer' || step.target === 'postgres'
      ? wasPutOff(request)
      : numbers.has(request.number) && (request.status === null || request.status >= 500);
  return {
    inFlight: inFlight.length,
    failed: failed.filter((request) => !wasPutOff(request)).length,
    putOff: failed.filter(wasPutOff).length,
    wrong: failed.filter((request) => !isAllowed(request)).map(inWords),
  };
}

/** Steps in which so little happened that nothing could be lost. */
export function tooLittle({ steps, requests, acknowledged }, { requestsInStep, kinds }) {
  const counts = Map.groupBy(requests, ({ step }) => step);
  const kindsDone = new Set(acknowledged.map(({ key }) => key.slice(0, key.indexOf(':'))));
  return [
    ...steps
      .map(({ name }) => ({ name, count: counts.get(name)?.length ?? 0 }))
      .filter(({ count }) => count < requestsInStep)
      .map(
        ({ name, count }) =>
          `${name}: ${count} requests ended, and fewer than ${requestsInStep} prove nothing`,
      ),
    ...kinds.filter((kind) => !kindsDone.has(kind)).map((kind) => `no ${kind} was acknowledged`),
  ];
}

/** The lines that stand last: `ok`, or how many failures. */
export function verdictLine(claim, failures) {
  return `${claim}: ${failures.length === 0 ? 'ok' : `${failures.length} FAILED`}`;
}
