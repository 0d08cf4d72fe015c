// A client that sends each request once, whatever becomes of it, keeps its connection as a browser does, and notes the outcome.
import http from 'node:http';
import { LOCAL } from '../node/ports.mjs';

/** By it a request is found again in the proxy's log. */
export const REQUEST_HEADER = 'X-Scale-Request';
const PATIENCE_MS = 40_000;

export class Browser {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  #cookies = new Map();

  constructor({ port, journal }) {
    this.port = port;
    this.journal = journal;
  }

  /** The same visitor by another connection. */
  another() {
    const other = new Browser(this);
    other.#cookies = this.#cookies;
    return other;
  }

  get(path) {
    return this.send('GET', path);
  }

  post(path, body) {
    return this.send('POST', path, body);
  }

  /** @returns {Promise<{ status: number | null, body: any, bytes: Buffer, requested: import('./journal.mjs').Requested }>} status null where no answer came */
  async send(method, path, body = undefined, headers = {}) {
    const requested = this.journal.request({ method, path });
    const raw = Buffer.isBuffer(body);
    const bytes = body === undefined ? null : raw ? body : Buffer.from(JSON.stringify(body));
    try {
      const answer = await this.#exchange({
        method,
        path,
        bytes,
        headers: {
          ...(bytes && { 'Content-Length': bytes.length }),
          ...(bytes && { 'Content-Type': raw ? 'application/octet-stream' : 'application/json' }),
          ...(this.#cookies.size > 0 && { Cookie: this.#cookieHeader() }),
          'Sec-Fetch-Site': 'same-origin',
          [REQUEST_HEADER]: String(requested.number),
          ...headers,
        },
      });
      const { status, retryAfter } = answer;
      this.journal.answered(requested, { status, retryAfter });
      return { ...answer, requested };
    } catch (error) {
      this.journal.answered(requested, { trouble: error.code ?? error.message });
      return { status: null, body: null, bytes: Buffer.alloc(0), requested };
    }
  }

  close() {
    this.#agent.destroy();
  }

  #cookieHeader() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #exchange({ method, path, bytes, headers }) {
    return new Promise((resolve, reject) => {
      const options = { host: LOCAL, port: this.port, agent: this.#agent, method, path, headers };
      const request = http.request({ ...options, timeout: PATIENCE_MS }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.once('error', reject);
        response.once('end', () => {
          this.#keepCookies(response.headers['set-cookie'] ?? []);
          resolve(answerOf(response, Buffer.concat(parts)));
        });
      });
      request.once('error', reject);
      request.once('timeout', () => request.destroy(new Error('no answer in time')));
      request.end(bytes ?? undefined);
    });
  }

  #keepCookies(lines) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
  }
}

function answerOf(response, bytes) {
  const isJson = /json/.test(response.headers['content-type'] ?? '');
  return {
    status: response.statusCode,
    retryAfter: response.headers['retry-after'] ?? null,
    body: isJson && bytes.length > 0 ? JSON.parse(bytes.toString()) : null,
    bytes,
  };
}
