import { invalid, say } from '@countersign/wire';
import { isIsoDate } from '@countersign/domain';
import type { Database } from '../database/database';
import type { ListQuery } from './list-query';

/** An allow-listed order. The expression must not be null: a sentinel stands in for "nothing". */
export interface SortKey {
  readonly expression: string;
  readonly type: 'text' | 'integer' | 'date';
}

export interface ListStatement {
  /** A select whose rows have an `id`; the order's expressions may use its columns. */
  readonly matched: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sorts: Readonly<Record<string, SortKey>>;
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  /** What tells rows of one `id` apart, together with it, where several may have the same. */
  readonly apart?: readonly SortKey[];
  /** Counts them by a statement of its own, where a page is found without going through all of them twice. */
  total?(): Promise<number>;
}

export interface ListResult<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
  readonly total: number;
}

interface Place {
  readonly sort: string;
  readonly direction: string;
  readonly value: string;
  readonly apart: readonly string[];
  readonly id: string;
}

interface Order {
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  readonly key: SortKey;
  readonly apart: readonly SortKey[];
}

const PAGE_SIZE = 25;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One page of a list: count, order and keyset place are all done by Postgres, in one statement unless it says otherwise. */
export async function listPage<Row extends { id: string }>(
  database: Database,
  query: ListQuery,
  statement: ListStatement,
): Promise<ListResult<Row>> {
  const order = orderOf(query, statement);
  const limit = query.limit ?? PAGE_SIZE;
  const place = query.cursor === undefined ? null : readPlace(query.cursor, order);
  const rows = await database.query<Row & { placeOf: string[]; totalRows: number | null }>(
    pageSql(statement, order, place !== null),
    {
      ...statement.parameters,
      rowLimit: limit + 1,
      ...(place && Object.fromEntries(valuesOf(place).map((value, at) => [`after${at}`, value]))),
    },
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? writePlace(order, last) : null;
  return { items, nextCursor, total: (await statement.total?.()) ?? rows[0]?.totalRows ?? 0 };
}

function orderOf(query: ListQuery, { sort, sorts, direction, apart = [] }: ListStatement): Order {
  const name = query.sort ?? sort;
  const key = Object.hasOwn(sorts, name) ? sorts[name] : undefined;
  if (key === undefined) {
    throw invalid([
      {
        field: 'sort',
        message: say('list-page.sort-by-one-of', { keys: Object.keys(sorts).join(', ') }),
      },
    ]);
  }
  return {
    sort: name,
    direction: query.direction ?? (query.sort === undefined ? direction : 'asc'),
    key,
    apart,
  };
}

function pageSql(
  { matched, total }: ListStatement,
  { key, apart, direction }: Order,
  after: boolean,
): string {
  const keys = [key, ...apart, { expression: 'm.id', type: 'uuid' }];
  const places = keys.map(({ expression }) => expression).join(', ');
  const afters = keys.map(({ type }, at) => `:after${at}::${type}`).join(', ');
  return `
    with matched as (${matched})
    select m.*, array[${keys.map(({ expression }) => `(${expression})::text`).join(', ')}] as "place_of",
      ${total === undefined ? '(select count(*)::int from matched)' : 'null::int'} as "total_rows"
    from matched m
    ${after ? `where (${places}) ${direction === 'asc' ? '>' : '<'} (${afters})` : ''}
    order by ${keys.map(({ expression }) => `${expression} ${direction}`).join(', ')}
    limit :rowLimit`;
}

function valuesOf({ value, apart, id }: Place): readonly string[] {
  return [value, ...apart, id];
}

function writePlace(
  { sort, direction }: Order,
  { placeOf }: { readonly placeOf: readonly string[] },
): string {
  const [value = '', ...rest] = placeOf;
  const place: Place = { sort, direction, value, apart: rest.slice(0, -1), id: rest.at(-1) ?? '' };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** A cursor comes back from a browser: every part must be what the statement expects. */
function readPlace(cursor: string, order: Order): Place {
  const { sort, direction, key } = order;
  const { value, id, apart = [], ...from } = parsed(cursor);
  const fits = from.sort === sort && from.direction === direction;
  if (
    !fits ||
    !isValue(value, key) ||
    typeof id !== 'string' ||
    !ID.test(id) ||
    !areValues(apart, order.apart)
  ) {
    throw invalid([{ field: 'cursor', message: say('list-page.this-page-belongs-to') }]);
  }
  return { sort, direction, value, apart, id };
}

function isValue(value: unknown, { type }: SortKey): value is string {
  return typeof value === 'string' && isOf[type](value);
}

function areValues(values: unknown, keys: readonly SortKey[]): values is readonly string[] {
  return (
    Array.isArray(values) &&
    values.length === keys.length &&
    keys.every((key, at) => isValue((values as readonly unknown[])[at], key))
  );
}

const isOf: Readonly<Record<SortKey['type'], (value: string) => boolean>> = {
  text: (value) => !value.includes('\0'),
  integer: (value) => /^-?\d{1,9}$/.test(value),
  date: isIsoDate,
};

function parsed(cursor: string): Partial<Record<keyof Place, unknown>> {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return typeof place === 'object' && place !== null ? place : {};
  } catch {
    return {};
  }
}

/** `%` and `_` of a search are letters, not wildcards. */
export function searchPattern(search: string | undefined): string | null {
  if (search === undefined || search === '') return null;
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}
