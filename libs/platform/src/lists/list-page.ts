import { invalid, say } from '@countersign/wire';
import { isIsoDate } from '@countersign/domain';
import { isUUID } from 'class-validator';
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
  readonly id: string;
}

const PAGE_SIZE = 25;

/** One page of a list in one statement: count, order and keyset place are all done by Postgres. */
export async function listPage<Row extends { id: string }>(
  database: Database,
  query: ListQuery,
  statement: ListStatement,
): Promise<ListResult<Row>> {
  const name = query.sort ?? statement.sort;
  const key = Object.hasOwn(statement.sorts, name) ? statement.sorts[name] : undefined;
  if (key === undefined) {
    throw invalid([
      {
        field: 'sort',
        message: say('list-page.sort-by-one-of', { keys: Object.keys(statement.sorts).join(', ') }),
      },
    ]);
  }
  const direction = query.direction ?? (query.sort === undefined ? statement.direction : 'asc');
  const limit = query.limit ?? PAGE_SIZE;
  const place =
    query.cursor === undefined ? null : readPlace(query.cursor, { sort: name, direction, type: key.type });
  const sql = `
    with matched as (${statement.matched})
    select m.*, (${key.expression})::text as "sort_value", (select count(*)::int from matched) as "total_rows"
    from matched m
    ${place === null ? '' : `where (${key.expression}, m.id) ${direction === 'asc' ? '>' : '<'} (:afterValue::${key.type}, :afterId::uuid)`}
    order by ${key.expression} ${direction}, m.id ${direction}
    limit :rowLimit`;
  const rows = await database.query<Row & { sortValue: string; totalRows: number }>(sql, {
    ...statement.parameters,
    rowLimit: limit + 1,
    ...(place && { afterValue: place.value, afterId: place.id }),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor =
    rows.length > limit && last !== undefined
      ? writePlace({ sort: name, direction, value: last.sortValue, id: last.id })
      : null;
  return { items, nextCursor, total: rows[0]?.totalRows ?? 0 };
}

function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** A cursor comes back from a browser: every part must be what the statement expects. */
function readPlace(cursor: string, order: { sort: string; direction: string; type: SortKey['type'] }): Place {
  const { sort, direction, type } = order;
  const { value, id, ...from } = parsed(cursor);
  const fits = from.sort === sort && from.direction === direction;
  if (!fits || typeof value !== 'string' || !isOf[type](value) || typeof id !== 'string' || !isUUID(id)) {
    throw invalid([{ field: 'cursor', message: say('list-page.this-page-belongs-to') }]);
  }
  return { sort, direction, value, id };
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
