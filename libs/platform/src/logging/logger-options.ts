import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { LogFn, Logger } from 'pino';
import { withoutAddresses } from './without-addresses';
import type { Config } from '../config/config';
import { requestIdOf } from './request-id';

/** One line a request, but none for a saved answer: it is in the trail with who, when and what. Headers, cookies, bodies and queries stay out of the log: tokens and personal information live there. */
export function loggerOptions(config: Config): Params {
  return {
    pinoHttp: {
      level: config.logLevel,
      genReqId: requestIdOf,
      quietReqLogger: true,
      hooks: { logMethod: hideAddresses },
      autoLogging: { ignore: (request) => request.url?.startsWith('/api/health') ?? false },
      customLogLevel: levelOf,
      serializers: {
        req: (request: IncomingMessage & { id: unknown }) => ({
          id: request.id,
          method: request.method,
          path: pathOf(request.url),
        }),
        err: withoutRows,
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
    },
  };
}

/** A mail program may have encoded the # before the key of a link: of both, nothing is written down. */
const pathOf = (url: string | undefined): string | null => url?.split(/\?|%(?:25)*23/)[0] ?? null;

const SAVE = /^\/api\/respond\/assessments\/[^/]+\/answers\//;

function levelOf(
  { method, url }: IncomingMessage,
  { statusCode }: { readonly statusCode: number },
): 'silent' | 'info' {
  return statusCode === 200 && method === 'PUT' && SAVE.test(url ?? '') ? 'silent' : 'info';
}

const hidden = (value: unknown): unknown => (typeof value === 'string' ? withoutAddresses(value) : value);

/** pino takes an error's message for the line's own before any serializer has seen the error. */
function hideAddresses(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [about, ...rest] = args.map(hidden);
  const error = about instanceof Error ? about : errorIn(about);
  const words = error !== null && rest.length === 0 ? [hidden(error.message)] : rest;
  Reflect.apply(method, this, [about, ...words]);
}

function errorIn(about: unknown): Error | null {
  if (typeof about !== 'object' || about === null || 'msg' in about || !('err' in about)) return null;
  return about.err instanceof Error ? about.err : null;
}

type LoggedError = Readonly<Record<string, unknown>>;

/** A database error's `detail` repeats whole rows, password hashes and addresses with them. */
function withoutRows({ type, message, stack, code, constraint, table }: LoggedError): LoggedError {
  return {
    type,
    message: hidden(message),
    stack: hidden(stack),
    code,
    constraint,
    table,
  };
}
