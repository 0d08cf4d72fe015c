// A vendor's browser that does not give up: the same save again and again until it is acknowledged.
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../node/problem.mjs';

const AGAIN_MS = 50;
const PATIENCE_MS = 120_000;
const SILENCE_MS = 30_000;

/** @typedef {{ key: string, question: string, revision: number, comment: string }} Acknowledged */

export class Respondent {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  #bases = new Map();
  #count = 0;
  #port;
  #cookie;
  #questions;
  /** How many saves were sent more than once. */
  again = 0;

  constructor({ port, respondent: { assessmentId, cookie }, questions }) {
    this.assessmentId = assessmentId;
    this.#port = port;
    this.#cookie = cookie;
    this.#questions = questions;
  }

  /** The next save: each says something that no other says. @returns {Promise<Acknowledged>} */
  async save() {
    const number = this.#count++;
    const question = this.#questions[number % this.#questions.length];
    const base = this.#bases.get(question) ?? 0;
    const comment = `Save ${number} of ${this.assessmentId}`;
    const value = { answer: number % 3 === 0 ? 'no' : 'yes', followUps: {}, naReason: null, comment };
    const revision = await this.#untilAcknowledged(question, JSON.stringify({ value, base }));
    if (revision !== base + 1) {
      throw new Problem(`Revision ${base + 1} of ${question} was acknowledged as ${revision}.`);
    }
    this.#bases.set(question, revision);
    return { key: `${this.assessmentId}:${question}`, question, revision, comment };
  }

  /** What the page shows now, by question. */
  async answers() {
    const { status, body } = await this.#ask('GET', this.#path);
    if (status !== 200) throw new Problem(`The page of a respondent is answered ${status}.`);
    return JSON.parse(body).answers;
  }

  close() {
    this.#agent.destroy();
  }

  get #path() {
    return `/api/respond/assessments/${this.assessmentId}`;
  }

  async #untilAcknowledged(question, body) {
    const deadline = Date.now() + PATIENCE_MS;
    for (let time = 1; ; time++) {
      const answer = await this.#ask('PUT', `${this.#path}/answers/${question}`, body).catch(() => null);
      if (answer?.status === 200) return JSON.parse(answer.body).revision;
      if (answer !== null && answer.status < 500) {
        throw new Problem(`A save of ${question} was answered ${answer.status}: ${answer.body}`);
      }
      if (Date.now() > deadline) throw new Problem(`A save of ${question} was not acknowledged in time.`);
      if (time === 1) this.again++;
      await sleep(AGAIN_MS);
    }
  }

  #ask(method, path, body = '') {
    const headers = {
      cookie: this.#cookie,
      'sec-fetch-site': 'same-origin',
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const wanted = { host: '127.0.0.1', port: this.#port, method, path, headers, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const request = http.request({ ...wanted, timeout: SILENCE_MS }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString() }),
        );
      });
      request.once('timeout', () => request.destroy(new Error('No answer.')));
      request.once('error', reject);
      request.end(body);
    });
  }
}
