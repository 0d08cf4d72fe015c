import { routeMatrix, type RouteRow } from './route-matrix';

export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly row: RouteRow;
}

/** What of `openapi.json` names an operation. */
export interface WireContract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
}

type Ids = Readonly<Record<string, string>>;

const nobody = '01999999-9999-7999-8999-999999999999';

/** An id that no record has, of whatever kind. */
export const unknownIds: Ids = new Proxy<Record<string, string>>({}, { get: () => nobody });

export function describedIn(contract: WireContract): readonly Omit<Operation, 'row'>[] {
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      operationId === undefined ? [] : [{ id: operationId, method: method as Operation['method'], path }],
    ),
  );
}

/** Those that the matrix has a row for; that it has one for each is a spec of its own. */
export function operationsOf(contract: WireContract): readonly Operation[] {
  return describedIn(contract).flatMap((operation) => {
    const row = routeMatrix[operation.id];
    return row === undefined ? [] : [{ ...operation, row }];
  });
}

const partOf = (part: string, ids: Ids): string =>
  part.startsWith('=') ? part.slice(1) : (ids[part] ?? nobody);

/** Path and query with the ids of these records in them. */
export function addressOf({ path, row }: Operation, ids: Ids): string {
  const concrete = path.replace(/\{(\w+)\}/g, (_all, name: string) => partOf(row.path?.[name] ?? '', ids));
  const query = Object.entries(row.query ?? {}).map(([name, part]): [string, string] => [
    name,
    partOf(part, ids),
  ]);
  return query.length === 0 ? concrete : `${concrete}?${new URLSearchParams(query).toString()}`;
}

/** The body that the row offers, with the ids of these records in it. */
export function bodyOf({ row }: Operation, ids: Ids): object | null {
  if (row.body === undefined) return null;
  const text = JSON.stringify(row.body);
  return JSON.parse(
    text.replace(/"record:(\w+)"/g, (_all, kind: string) => JSON.stringify(ids[kind] ?? nobody)),
  ) as object;
}
