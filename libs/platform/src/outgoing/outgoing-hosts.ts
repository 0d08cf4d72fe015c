import { inWords, say, type Words } from '@countersign/wire';
import { WRITTEN_IN } from '@countersign/content';
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Config } from '../config/config';

export interface OutgoingRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | null;
  readonly signal?: AbortSignal;
}

/** An address that somebody typed and that this server must not call; the sentence says why and what to do. */
export class RefusedHostError extends Error {
  constructor(readonly words: Words) {
    super(inWords(words, WRITTEN_IN));
    this.name = 'RefusedHostError';
  }
}

const timeLimitMs = 10_000;
const sizeLimit = 1024 * 1024;
/** Global unicast is handed out of 2000::/3 alone (RFC 4291): what lies elsewhere is local or translated. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Neither loopback, private, link-local nor reserved, also when an IPv4 address is written as IPv6. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(globalIpv6);
}

/**
 * The one door to hosts that an administrator types. It answers only for public addresses over https, except for the
 * hosts that the operator allows; what was checked is what is connected to, so that a name cannot be re-pointed in
 * between (DNS rebinding). No redirect is followed. Never called inside a transaction.
 */
@Injectable()
export class OutgoingHosts {
  private readonly allowed: ReadonlySet<string>;

  constructor(config: Config) {
    this.allowed = new Set(config.allowedPrivateHosts);
  }

  /** What can be told without asking the network. @throws RefusedHostError */
  check(address: string): URL {
    if (!URL.canParse(address)) throw new RefusedHostError(say('outgoing.no-address', { address }));
    const url = new URL(address);
    const host = hostOf(url);
    if (url.username !== '' || url.password !== '') {
      throw new RefusedHostError(say('outgoing.no-password', { host }));
    }
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.allowed.has(host))) {
      throw new RefusedHostError(say('outgoing.https', { host }));
    }
    if (isIP(host) !== 0) this.refusePrivate(host, [host]);
    return url;
  }

  /** @throws RefusedHostError, or the network's own error; also when it takes longer than 10 s or 1 MiB. */
  async fetch(address: string, request: OutgoingRequest): Promise<Response> {
    const url = this.check(address);
    const limits = [AbortSignal.timeout(timeLimitMs), request.signal].filter(
      (signal) => signal !== undefined,
    );
    const answer = await this.send(url, { ...request, signal: AbortSignal.any(limits) });
    const body = await wholeBody(answer);
    const status = answer.statusCode ?? 502;
    return new Response(mayHaveBody(status) ? new Uint8Array(body) : null, {
      status,
      headers: headersOf(answer),
    });
  }

  private async send(url: URL, { method, headers, body, signal }: OutgoingRequest): Promise<IncomingMessage> {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((fulfil, reject) => {
      // No agent: a kept connection would be used again without a look at where it leads.
      const options = { method, headers: { ...headers }, signal, agent: false, lookup: this.lookup };
      const sent = request(url, options, fulfil);
      sent.once('error', reject);
      sent.end(body ?? undefined);
    });
  }

  /** Every address of the name must be public: which of them is connected to is not ours to say. */
  private readonly lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      try {
        this.refusePrivate(
          host,
          addresses.map(({ address }) => address),
        );
      } catch (refusal) {
        return callback(refusal as Error, []);
      }
      const [first] = addresses;
      if (options.all || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };

  private refusePrivate(host: string, addresses: readonly LookupAddress['address'][]): void {
    if (this.allowed.has(host) || (addresses.length > 0 && addresses.every(isPublicAddress))) return;
    throw new RefusedHostError(say('outgoing.private', { host }));
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function mayHaveBody(status: number): boolean {
  return ![101, 103, 204, 205, 304].includes(status);
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

async function wholeBody(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > sizeLimit) {
      answer.destroy();
      throw new Error(`The answer is larger than ${sizeLimit} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
