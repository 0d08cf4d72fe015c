import type { Server } from 'node:http';
import request, { type Response, type Test } from 'supertest';
import type TestAgent from 'supertest/lib/agent';
import { deviationOf } from './wire-contract';

/** A client that keeps its cookies and takes no answer that `openapi.json` does not describe. */
export function anAgent(server: Server): TestAgent {
  return request.agent(server).use((asked: unknown) => {
    const test = asked as Test & { readonly url: string; readonly method: string };
    test.expect((response: Response) => {
      const deviation = deviationOf({
        method: test.method,
        path: new URL(test.url).pathname,
        status: response.status,
        mediaType: response.type,
        body: response.body as unknown,
      });
      if (deviation !== null) throw new Error(deviation);
    });
  });
}
