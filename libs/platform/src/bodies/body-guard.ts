import { invalid, Problem, say, type Words } from '@countersign/wire';
import type { IncomingMessage } from 'node:http';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { BODY_ALLOWANCE, ordinaryBody, STREAMED_BODY, type BodyAllowance } from './body-allowance';
import { excessOf } from './body-parts';
import { hasBody, readUpTo } from './read-body';
import { unusableIn } from './unusable';

/**
 * Reads a body last of all, when it is known who sent it and that it may be tried again, and no more of it than its
 * route takes. What handlers and classes get is a small object: their rules may cost what they like.
 */
@Injectable()
export class BodyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request<Record<string, string>, unknown, unknown>>();
    const targets = [context.getHandler(), context.getClass()];
    const isStreamed = this.reflector.getAllAndOverride<boolean | undefined>(STREAMED_BODY, targets);
    if (isStreamed || !hasBody(request)) return true;
    const allowance =
      this.reflector.getAllAndOverride<BodyAllowance | undefined>(BODY_ALLOWANCE, targets) ?? ordinaryBody;
    request.body = await boundedBody(request, http.getResponse<Response>(), allowance);
    return true;
  }
}

/** @throws Problem where it is not one JSON object within what is allowed */
export async function boundedBody(
  request: Request,
  response: Response,
  { bytes, parts }: BodyAllowance,
): Promise<object> {
  const foreign = foreignFormat(request);
  const read = await readUpTo(request, foreign === null ? bytes : 0).catch(() => {
    throw malformed(say('body.cut-off'));
  });
  if (read === null) {
    response.set('Connection', 'close');
    throw foreign ?? tooLarge(say('body.too-large', { most: bytes / 1024 }));
  }
  const body = parsed(read);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw malformed(say('body.one-object'));
  }
  const excess = excessOf(body, parts);
  if (excess !== null) throw tooLarge(excess);
  const unusable = unusableIn(body);
  if (unusable !== null) throw invalid([unusable], 'unusable-character');
  return body;
}

/** A packed body is small until it is unpacked, so none is. */
function foreignFormat({ headers }: IncomingMessage): Problem | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return unsupported(say('body.packed'));
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const isUtf8 = parameters.every((one) => !one.includes('charset') || /charset="?utf-?8"?\s*$/.test(one));
  if (type.trim() === 'application/json' && isUtf8) return null;
  return unsupported(say('body.no-json'));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw malformed(say('body.unreadable'));
  }
}

const malformed = (detail: Words) =>
  new Problem({ status: 400, code: 'malformed', title: say('title.malformed'), detail });

const tooLarge = (detail: Words) =>
  new Problem({ status: 413, code: 'too-large', title: say('title.too-large'), detail });

const unsupported = (detail: Words) =>
  new Problem({
    status: 415,
    code: 'unsupported-media-type',
    title: say('title.unsupported-media-type'),
    detail,
  });
