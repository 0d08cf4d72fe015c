import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { refusalsOfRoute } from './derived-refusals';
import { ProblemBody } from './problem-body.dto';
import type { Refusal } from '@countersign/wire';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];

interface Route {
  readonly handler: object;
  readonly controller: object;
}

/** Adds to each operation how it refuses: by status, with the codes that the body may have. */
export function describeRefusals(app: INestApplication, document: OpenAPIObject): void {
  const routes = routesOf(app);
  const shared: Record<string, object> = {};
  for (const item of Object.values(document.paths)) {
    for (const method of ['get', 'put', 'post', 'delete', 'patch'] as const) {
      const operation = item[method];
      if (operation === undefined) continue;
      const route = routes.get(operation.operationId ?? '');
      if (route === undefined) throw new Error(`No handler is named ${operation.operationId}.`);
      const refusals = refusalsOfRoute({ ...route, ...traitsOf(operation, method) });
      Object.assign(operation.responses, responsesOf(refusals, shared));
    }
  }
  document.components = { ...document.components, responses: shared as never };
}

/** By the handler's name, which is the operation's. */
function routesOf(app: INestApplication): ReadonlyMap<string, Route> {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]);
  return new Map(
    controllers.flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as object;
      return Object.getOwnPropertyNames(prototype).flatMap((name): [string, Route][] => {
        const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
        return typeof handler === 'function' ? [[name, { handler, controller: metatype }]] : [];
      });
    }),
  );
}

function traitsOf({ requestBody, parameters = [] }: Operation, method: string) {
  const isIn = (place: string) => parameters.some((one) => 'in' in one && one.in === place);
  return {
    isSafe: method === 'get',
    hasForm:
      requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content,
    hasQuery: isIn('query'),
    hasPathParameter: isIn('path'),
  };
}

/** One description for all operations that refuse alike. */
function responsesOf(refusals: readonly Refusal[], shared: Record<string, object>): Responses {
  const statuses = [...new Set(refusals.map(({ status }) => status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const alike = refusals.filter((refusal) => refusal.status === status);
      const codes = codesOf(alike);
      if (alike.some(({ holds }) => holds !== null)) return [status, described(codes, whichever(alike))];
      const name = `${status}-${codes.join('-')}`;
      shared[name] ??= described(codes, problemWith(codes, null));
      return [status, { $ref: `#/components/responses/${name}` }];
    }),
  ) as Responses;
}

const codesOf = (refusals: readonly Refusal[]) => [...new Set(refusals.flatMap(({ codes }) => codes))].sort();

function described(codes: readonly string[], schema: object): object {
  return { description: codes.join(', '), content: { 'application/problem+json': { schema } } };
}

/** The code says what else the body holds. */
function whichever(refusals: readonly Refusal[]): object {
  const plain = codesOf(refusals.filter(({ holds }) => holds === null));
  const holding = refusals.flatMap(({ codes, holds }) => (holds === null ? [] : [problemWith(codes, holds)]));
  // A file too large is told with its bound by its route, and without by the guard of bodies: it may be either.
  return { anyOf: [...(plain.length === 0 ? [] : [problemWith(plain, null)]), ...holding] };
}

function problemWith(codes: readonly string[], holds: Refusal['holds']): object {
  return {
    allOf: [
      { $ref: getSchemaPath(ProblemBody) },
      ...(holds === null ? [] : [{ $ref: getSchemaPath(holds) }]),
      { type: 'object', properties: { code: { type: 'string', enum: codes } }, required: ['code'] },
    ],
  };
}
