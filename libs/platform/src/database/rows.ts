import { types, type CustomTypesConfig } from 'pg';

const oid = { int8: 20, date: 1082, timestamptz: 1184 } as const;

const readTimestamp: (text: string) => Date | null = types.getTypeParser(oid.timestamptz);

/** The wire's types from the driver on: a date is `YYYY-MM-DD`, an instant UTC ISO, a count a number while it is safe. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.date]: (text) => text,
  [oid.timestamptz]: (text) => readTimestamp(text)?.toISOString() ?? null,
  [oid.int8]: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : text),
};

export const columnTypes: CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[id]) ?? types.getTypeParser(id, format),
};

const camelNames = new Map<string, string>();

function camelCase(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
    camelNames.set(column, name);
  }
  return name;
}

/** `organisation_id` → `organisationId`; what lies inside a json column is left as it is. */
export function camelCaseRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [camelCase(column), value]));
}
