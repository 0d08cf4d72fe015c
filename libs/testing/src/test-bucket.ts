import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, rename, rm, utimes } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { FilesBucket } from '#product';

const BUCKET = 'countersign';
const STORED = '._S3rver_object';

/** Whether it has answered in the place of the server. */
export type Meddler = (asked: string, request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A real S3 server on a port of its own, which a spec can stop, watch and meddle with. What s3rver lacks is done here
 * as Amazon does it: conditional writes, and an end to an upload in parts.
 */
export class TestBucket {
  /** What was asked, in words such as `GET`, `PUT part` or `GET list`. */
  readonly asked: string[] = [];
  meddler: Meddler | null = null;
  /** What it does with a write on the condition that nothing is there: not every provider can. */
  conditions: 'knows' | 'refuses' | 'ignores' = 'knows';
  private server: Server | null = null;
  private port = 0;

  private constructor(
    private readonly folder: string,
    private readonly s3: RequestListener,
  ) {}

  static async start(): Promise<TestBucket> {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-bucket-'));
    const s3 = new S3rver({ directory: folder, silent: true, configureBuckets: [{ name: BUCKET }] });
    await s3.configureBuckets();
    const bucket = new TestBucket(folder, s3.callback());
    await bucket.comeBack();
    return bucket;
  }

  get location(): FilesBucket {
    return {
      kind: 'bucket',
      bucket: BUCKET,
      endpoint: `http://127.0.0.1:${this.port}`,
      region: 'us-east-1',
      prefix: '',
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    };
  }

  /** Of everything that lies in it, sorted. */
  async keys(): Promise<string[]> {
    const paths = await readdir(join(this.folder, BUCKET), { recursive: true });
    return paths
      .filter((path) => path.endsWith(STORED))
      .map((path) => path.slice(0, -STORED.length))
      .sort();
  }

  /** How many uploads in parts were begun and neither completed nor aborted. */
  async unfinished(): Promise<number> {
    return (await readdir(this.uploads()).catch(() => [])).length;
  }

  /** As if it had been written then. */
  async date(key: string, moment: Date): Promise<void> {
    await utimes(this.pathOf(key), moment, moment);
  }

  /** Behind the product's back. */
  async forget(key: string): Promise<void> {
    await rm(this.pathOf(key));
  }

  /** Everything is gone, and the bucket is there. */
  async empty(): Promise<void> {
    await rename(join(this.folder, BUCKET), join(this.folder, 'aside'));
    await mkdir(join(this.folder, BUCKET));
  }

  /** With what it held before it was emptied. */
  async fill(): Promise<void> {
    const aside = join(this.folder, 'aside');
    if (!(await isThere(aside))) return;
    await rm(join(this.folder, BUCKET), { recursive: true });
    await rename(aside, join(this.folder, BUCKET));
  }

  /** No server listens, and nobody is connected. */
  async goAway(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    this.server = null;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    if (this.server !== null) return;
    const server = createServer((request, response) => void this.serve(request, response));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async close(): Promise<void> {
    await this.goAway();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const asked = inWords(request, url);
    this.asked.push(asked);
    if (this.meddler?.(asked, request, response) === true) return;
    const uploadId = url.searchParams.get('uploadId');
    if (asked === 'DELETE upload') {
      await rm(join(this.uploads(), uploadId ?? ''), { recursive: true, force: true });
      response.writeHead(204).end();
      return;
    }
    if (request.headers['if-none-match'] === '*') {
      if (this.conditions === 'refuses') return refuse(response, 501, 'NotImplemented');
      if (this.conditions === 'knows' && (await this.holds(url))) {
        return refuse(response, 412, 'PreconditionFailed');
      }
    }
    this.s3(request, response);
  }

  private holds({ pathname }: URL): Promise<boolean> {
    return isThere(this.pathOf(decodeURIComponent(pathname.slice(BUCKET.length + 2))));
  }

  private pathOf(key: string): string {
    return join(this.folder, BUCKET, `${key}${STORED}`);
  }

  private uploads(): string {
    return join(this.folder, BUCKET, '._S3rver_uploads');
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** As S3 words a refusal. */
export function refuse(response: ServerResponse, status: number, code: string, more = ''): void {
  response
    .writeHead(status, { 'Content-Type': 'application/xml', Connection: 'close' })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>hunter2</Message>${more}</Error>`,
    );
}

function inWords({ method = '', headers }: IncomingMessage, { searchParams: query }: URL): string {
  if (query.has('list-type')) return `${method} list`;
  if (query.has('uploads')) return `${method} uploads`;
  if (query.has('partNumber')) return `${method} part`;
  if (query.has('uploadId')) return `${method} upload`;
  return 'x-amz-copy-source' in headers ? `${method} copy` : method;
}
