import { request, type Agent } from 'node:http';
import { deviationOf } from './wire-contract';

interface RawRequest {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes?: Buffer;
  readonly agent?: Agent;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** As the wire has it: no client that helps, packs, follows or parses. No answer is taken that is not described. */
export async function send(raw: RawRequest): Promise<RawAnswer> {
  const answer = await received(raw);
  const [mediaType = ''] = String(answer.headers['content-type'] ?? '').split(';');
  const body: unknown = mediaType.endsWith('json') ? JSON.parse(answer.bytes.toString('utf8')) : undefined;
  const deviation = deviationOf({ ...raw, status: answer.status, mediaType, body });
  if (deviation !== null) throw new Error(deviation);
  return answer;
}

function received({ port, method, path, headers, bytes, agent }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: method.toUpperCase(),
        path,
        headers: { ...headers, ...length },
        agent,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(bytes);
  });
}
