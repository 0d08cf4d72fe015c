import { ApiProperty } from '@nestjs/swagger';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a type of the rules. The compiler holds the two together both ways: a shape that is assigned to
 * `Shape<Renewal>` has every field and every variant of `Renewal`, and none that it lacks.
 */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Never there: it makes the type exact. */
  readonly of?: (value: T) => T;
}

/** A field that may be absent. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

/** Of whatever type. */
interface AnyShape {
  readonly schema: JsonSchema;
  readonly of?: unknown;
}

type ValueOf<S> = S extends { readonly of?: (value: infer T) => unknown } ? T : never;
type Fields = Readonly<Record<string, AnyShape>>;
type OptionalNames<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type ObjectOf<F> = { readonly [K in Exclude<keyof F, OptionalNames<F>>]: ValueOf<F[K]> } & {
  readonly [K in OptionalNames<F>]?: ValueOf<F[K]>;
};
type Flat<T> = { readonly [K in keyof T]: T[K] };

const shape = <T>(schema: JsonSchema): Shape<T> => ({ schema });

export const text = shape<string>({ type: 'string' });
export const whole = shape<number>({ type: 'integer' });
export const decimal = shape<number>({ type: 'number' });
export const flag = shape<boolean>({ type: 'boolean' });
export const day = shape<string>({ type: 'string', format: 'date' });

export const oneWord = <const T extends string | number | boolean>(value: T): Shape<T> =>
  shape({ type: typeof value === 'number' ? 'integer' : typeof value, enum: [value] });

export const oneOfWords = <const T extends string | number>(values: readonly T[]): Shape<T> =>
  shape({ type: typeof values[0] === 'number' ? 'integer' : 'string', enum: [...values] });

export const orNull = <T>({ schema }: Shape<T>): Shape<T | null> =>
  typeof schema['type'] === 'string' && !('enum' in schema)
    ? shape({ ...schema, type: [schema['type'], 'null'] })
    : shape({ anyOf: [schema, { type: 'null' }] });

export const optional = <T>({ schema }: Shape<T>): OptionalShape<T> => ({ schema, optional: true });

export const listOf = <T>({ schema }: Shape<T>): Shape<readonly T[]> =>
  shape({ type: 'array', items: schema });

/** Values by a name that is not known beforehand. */
export const mapOf = <T>({ schema }: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  shape({ type: 'object', additionalProperties: schema });

/** Refuses a field more: of two variants with a field in common it is then clear which one is meant. */
export function objectOf<F extends Fields>(fields: F): Shape<Flat<ObjectOf<F>>> {
  const names = Object.keys(fields);
  const required = names.filter((name) => !('optional' in (fields[name] as object)));
  return shape({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  });
}

export const anyOf = <S extends readonly AnyShape[]>(...variants: S): Shape<ValueOf<S[number]>> =>
  shape({ anyOf: variants.map(({ schema }) => schema) });

const named = new Map<string, JsonSchema>();

/** Stands once in `openapi.json`, by this name, and is meant by it from then on. */
export function namedShape<T>(name: string, { schema }: Shape<T>): Shape<T> {
  if (named.has(name)) throw new Error(`Two shapes are named ${name}.`);
  named.set(name, schema);
  return shapeNamed(name);
}

/** For a shape that holds itself: `namedShape` gives it its meaning. */
export const shapeNamed = <T>(name: string): Shape<T> => shape({ $ref: `#/components/schemas/${name}` });

export const namedShapes = (): Readonly<Record<string, JsonSchema>> => Object.fromEntries(named);

/** Anything that JSON can say, where the rules themselves take anything. */
export const anyJson: Shape<unknown> = namedShape(
  'Json',
  shape<unknown>({
    anyOf: [
      { type: ['string', 'number', 'boolean', 'null'] },
      // A list of itself is more than TypeScript takes in the type that is made of this.
      { type: 'array', items: {} },
      { type: 'object', additionalProperties: { $ref: '#/components/schemas/Json' } },
    ],
  }),
);

/** A field that holds a document of the rules. */
export const Shaped = <T>({ schema }: Shape<T>, description?: string) =>
  ApiProperty({ ...asField(schema), ...(description !== undefined && { description }) });

export const NullableShaped = <T>({ schema }: Shape<T>) =>
  ApiProperty({ ...asField(schema), nullable: true });

/** The description of the wire takes a reference only within a list of one. */
const asField = (schema: JsonSchema) => ('$ref' in schema ? { allOf: [schema as { $ref: string }] } : schema);
