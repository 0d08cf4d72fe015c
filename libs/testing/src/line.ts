import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way to a server, which a spec can cut, or on which nothing or no answer gets through any more. */
export class Line {
  private readonly ends = new Set<Socket>();
  private silent = false;
  private unanswered: readonly string[] = [];
  private exhausted = false;
  private server: Server | null = null;
  private port = 0;

  private constructor(private readonly target: URL) {}

  static async to(url: string): Promise<Line> {
    const line = new Line(new URL(url));
    await line.mend();
    return line;
  }

  /** The same address by way of this line. */
  get url(): string {
    return Object.assign(new URL(this.target), { hostname: '127.0.0.1', port: String(this.port) }).toString();
  }

  async mend(): Promise<void> {
    this.silent = false;
    this.unanswered = [];
    this.exhausted = false;
    if (this.server !== null) return;
    const server = createServer((near) => this.join(near));
    await new Promise<void>((listening) => server.listen(this.port, '127.0.0.1', listening));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** As when the server's process has ended. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise<void>((done) => server?.close(() => done()) ?? done());
    for (const end of this.ends) end.destroy();
    await closed;
  }

  /** As when the server's machine is stopped: connections stay, new ones are taken, nothing is answered. */
  hang(): void {
    this.silent = true;
    for (const end of this.ends) end.pause();
  }

  /** As when the way back is lost: where the server hears these words, one after the other, no answer comes, for ever. */
  loseAnswersTo(...words: readonly string[]): void {
    this.unanswered = words;
  }

  /** As a pooler all of whose connections are taken: it takes visitors, and lets go of whoever begins a transaction. */
  exhaust(): void {
    this.exhausted = true;
  }

  private join(near: Socket): void {
    const far = createConnection(Number(this.target.port), this.target.hostname);
    let heard = { of: this.unanswered, words: 0 };
    let deaf = false;
    near.on('data', (chunk) => {
      if (heard.of !== this.unanswered) heard = { of: this.unanswered, words: 0 };
      const next = heard.of[heard.words];
      if (next === undefined || !chunk.includes(next)) return;
      heard.words += 1;
      deaf ||= heard.words === heard.of.length;
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on('data', (chunk: Buffer) => {
        if (this.silent || (deaf && from === far)) return;
        if (this.exhausted && from === near && chunk.includes('START TRANSACTION')) near.end(refusal);
        else to.write(chunk);
      });
      from.on('error', () => undefined);
      from.once('close', () => {
        this.ends.delete(from);
        to.destroy();
      });
    }
  }
}

const refusal = errorResponse({ S: 'FATAL', V: 'FATAL', C: '08P01', M: 'query_wait_timeout' });

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const said = Object.entries(fields).map(([field, text]) => `${field}${text}\0`);
  const body = Buffer.from(`${said.join('')}\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
