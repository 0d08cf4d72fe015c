import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemBody } from './problem-body.dto';
import { describeRefusals } from './describe-refusals';
import { namedShapes } from '@countersign/wire';

/** openapi.json in an order that does not depend on how modules were loaded, so that a diff shows what changed. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Countersign')
    .setDescription('Vendor risk management: the wire between the server and its clients.')
    .setVersion('1')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [ProblemBody],
  });
  refuseRepeatedIds(document);
  describeRefusals(app, document);
  return sorted(nullsAsTypes(document));
}

/** The generated client names its functions by them. */
function refuseRepeatedIds(document: OpenAPIObject): void {
  const seen = new Set<string>();
  const items = Object.values(document.paths);
  const operations = items.flatMap(({ get, put, post, delete: remove, patch }) => [
    get,
    put,
    post,
    remove,
    patch,
  ]);
  for (const operation of operations) {
    const id = operation?.operationId;
    if (id === undefined) continue;
    if (seen.has(id)) throw new Error(`Two handlers are named ${id}: give each route a name of its own.`);
    seen.add(id);
  }
}

/** OpenAPI 3.1 has no `nullable`: null is one of the types there, and a generator that is told otherwise forgets it. */
function nullsAsTypes<T>(part: T): T;
function nullsAsTypes(part: unknown): unknown {
  if (Array.isArray(part)) return part.map((item: unknown) => nullsAsTypes(item));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [key, nullsAsTypes(value)] as const);
  const { nullable, ...schema }: Record<string, unknown> = Object.fromEntries(entries);
  if (nullable === undefined) return schema;
  return nullable === true ? orNull(schema) : plainReference(schema);
}

/** A list of one reference is that reference. */
function plainReference(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { allOf, ...about } = schema;
  return Array.isArray(allOf) && allOf.length === 1 ? { ...about, ...(allOf[0] as object) } : { ...schema };
}

function orNull(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { description, ...shape } = schema;
  const about = description === undefined ? {} : { description };
  if (Array.isArray(shape['enum'])) {
    return { ...about, ...shape, type: [shape['type'] ?? 'string', 'null'], enum: [...shape['enum'], null] };
  }
  if (typeof shape['type'] === 'string' && !('allOf' in shape)) {
    return { ...about, ...shape, type: [shape['type'], 'null'] };
  }
  const references: unknown = shape['allOf'] ?? shape['oneOf'] ?? shape['anyOf'] ?? [shape];
  return { ...about, anyOf: [...(Array.isArray(references) ? references : [references]), { type: 'null' }] };
}

function sorted(document: OpenAPIObject): OpenAPIObject {
  const { paths, components, ...rest } = document;
  return {
    ...rest,
    paths: byKey(paths),
    components: {
      ...components,
      schemas: byKey({ ...components?.schemas, ...namedShapes() }),
      responses: byKey(components?.responses ?? {}),
    },
  };
}

function byKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
