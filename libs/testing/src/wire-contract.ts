import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

interface DescribedAnswer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonObject }>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: {
    readonly schemas: JsonObject;
    readonly responses?: Readonly<Record<string, DescribedAnswer>>;
  };
}

export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly mediaType: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** From the root, where specs and benchmarks are started: a benchmark's bundle does not lie beside its sources. */
const contract = JSON.parse(readFileSync(resolve('openapi.json'), 'utf8')) as Contract;

const templates = Object.keys(contract.paths).map((path) => ({ path, parts: path.split('/') }));

function operationOf(method: string, path: string): DescribedOperation | null {
  const [address = ''] = path.split('?');
  const parts = address.replace(/\/$/, '').split('/');
  const fits = templates.filter(
    (template) =>
      template.parts.length === parts.length &&
      template.parts.every((part, at) => part === parts[at] || (part.startsWith('{') && parts[at] !== '')),
  );
  // A fixed part wins over a parameter, as in the router.
  const [best] = fits.toSorted((a, b) => placesOf(a.path) - placesOf(b.path));
  const key = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
  return best === undefined ? null : (contract.paths[best.path]?.[key] ?? null);
}

const placesOf = (path: string) => path.split('{').length;

/** The schemas that are put together with others: only the whole can be closed. */
const composed: ReadonlySet<string> = new Set(
  [...JSON.stringify(contract).matchAll(/"allOf":\[([^\]]*)\]/g)].flatMap(([, parts = '']) =>
    [...parts.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name),
  ),
);

/** An answer has the fields that are described and no other, wherever the contract does not say that it is open. */
function closed(part: Json): Json {
  if (Array.isArray(part)) return part.map((item: Json) => closed(item));
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, closed(value)]));
  return isClosable(inner) ? { ...inner, additionalProperties: false } : inner;
}

const isClosable = (schema: JsonObject) =>
  schema['type'] === 'object' && 'properties' in schema && !('additionalProperties' in schema);

const schemas = Object.fromEntries(
  Object.entries(contract.components.schemas).map(([name, schema]) => [
    name,
    composed.has(name) ? schema : closed(schema),
  ]),
);

/** Of a body in a message: a questionnaire has a hundred kB. */
const LONGEST_BODY = 2_000;

/** For whoever watches the process, and no part of the contract. */
const PROBES = '/api/health/';

let compiler: Ajv2020 | null = null;
const validators = new Map<string, ValidateFunction>();

/** Compiled when the first answer of its kind arrives: a spec sees few of them. */
function validatorOf(name: string, schema: JsonObject): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  if (compiler === null) {
    compiler = new Ajv2020({ strict: false, allErrors: true });
    addFormats(compiler);
    compiler.addSchema({ $id: 'wire', components: { schemas } });
  }
  const own = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"wire#/components'),
  ) as JsonObject;
  const validator = compiler.compile({ ...own, unevaluatedProperties: false });
  validators.set(name, validator);
  return validator;
}

const answerOf = (described: DescribedAnswer | undefined): DescribedAnswer | undefined =>
  described?.$ref === undefined
    ? described
    : contract.components.responses?.[described.$ref.split('/').at(-1) ?? ''];

/** Why this answer is none that `openapi.json` describes; null where it is. */
export function deviationOf({ method, path, status, mediaType, body }: Answer): string | null {
  if (!path.startsWith('/api/') || path.startsWith(PROBES)) return null;
  const operation = operationOf(method, path);
  if (operation === null) {
    return status >= 400 ? null : `${method} ${path} answers ${status} and is not in openapi.json.`;
  }
  const said = `${operation.operationId} answers ${status}`;
  const described = answerOf(operation.responses[String(status)]);
  if (described === undefined) {
    const refused = status >= 400 ? ` (${JSON.stringify(body)})` : '';
    return `${said}${refused}, which openapi.json does not describe.`;
  }
  if (method.toLowerCase() === 'head' || (status >= 300 && status < 400)) return null;
  const content = described.content?.[mediaType];
  if (content === undefined) return undescribedContent(said, { described, mediaType, body });
  if (!mediaType.endsWith('json')) return null;
  const validate = validatorOf(`${operation.operationId} ${status} ${mediaType}`, content.schema);
  if (validate(body)) return null;
  const wrong = (validate.errors ?? []).slice(0, 5).map((error) => {
    const about = JSON.stringify(error.params);
    return `${error.instancePath || 'the body'} ${error.message ?? ''} ${about}`;
  });
  return `${said} with a body that does not fit openapi.json: ${wrong.join('; ')}.\n${JSON.stringify(body).slice(0, LONGEST_BODY)}`;
}

function undescribedContent(
  said: string,
  { described, mediaType, body }: { described: DescribedAnswer; mediaType: string; body: unknown },
): string | null {
  const kinds = Object.keys(described.content ?? {});
  const isEmpty = mediaType === '' || body === undefined;
  if (kinds.length === 0 && isEmpty) return null;
  return `${said} as ${mediaType || 'nothing'}; openapi.json describes ${kinds.join(', ') || 'no body'}.`;
}
