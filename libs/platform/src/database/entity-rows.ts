/**
 * The columns that are written. The organisation is the transaction's, and no row says it for itself. `byDefault` is no
 * column: an entity names by it those that the database fills where a new row leaves them out.
 */
export type Column<E> = Exclude<keyof E & string, 'byDefault' | 'organisationId'>;

type Value<T> = (T extends readonly (infer Item)[] ? readonly Item[] : T) | SqlExpression;

type MayBeNull<E> = {
  [K in Column<E>]: unknown extends E[K] ? never : null extends E[K] ? K : never;
}[Column<E>];

type ByDefault<E> = E extends { readonly byDefault: infer K } ? Extract<K, Column<E>> : never;

type Optional<E> = MayBeNull<E> | ByDefault<E>;

/** What a new row has to say; what may be empty or has a default may be left out, and nothing else. */
export type NewRow<E> = {
  readonly [K in Exclude<Column<E>, Optional<E>>]: Value<E[K]>;
} & {
  readonly [K in Optional<E>]?: Value<E[K]>;
};

export type ChangedColumns<E> = { readonly [K in Column<E>]?: Value<E[K]> };

/** Equality of each column that is named; null asks for an empty one. */
export type Where<E> = {
  readonly [K in Column<E>]?: E[K] extends Buffer ? Buffer : E[K] extends object ? never : E[K];
};

/** What the database computes, such as its clock. Values in it are bound, never written into the text. */
export class SqlExpression {
  constructor(
    readonly text: readonly string[],
    readonly values: readonly unknown[],
  ) {}
}

/** `expression` before a template makes the value of a column: its own columns, functions, and bound values. */
export function expression(text: TemplateStringsArray, ...values: readonly unknown[]): SqlExpression {
  return new SqlExpression([...text], values);
}
