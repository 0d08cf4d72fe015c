import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { withoutAddresses } from './without-addresses';
import type { Config } from '../config/config';

/** One line a request. Headers, cookies, bodies and queries stay out of the log: tokens and personal information live there. */
export function loggerOptions(config: Config): Params {
  return {
    pinoHttp: {
      level: config.logLevel,
      quietReqLogger: true,
      autoLogging: { ignore: (request) => request.url?.startsWith('/api/health') ?? false },
      serializers: {
        req: (request: IncomingMessage & { id: unknown }) => ({
          id: request.id,
          method: request.method,
          path: request.url?.split('?')[0] ?? null,
        }),
        err: withoutRows,
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
    },
  };
}

const hidden = (value: unknown): unknown => (typeof value === 'string' ? withoutAddresses(value) : value);

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
