import { IsNull, type EntityManager, type ObjectLiteral } from 'typeorm';
import { SqlExpression } from './entity-rows';
import { camelCaseRow } from './rows';

type Entity = abstract new () => object;
type Values = Readonly<Record<string, unknown>>;

/** The manager of the open transaction, and whose rows it works on; it is asked only for tables that have owners. */
export interface Writer {
  readonly manager: EntityManager;
  readonly organisationId: () => string;
}

/** What becomes of a row whose key is there already; without a word about it the database refuses. */
export type OnConflict =
  | { readonly keep: 'what-is-there' }
  | { readonly key: readonly string[]; readonly overwrite: readonly string[] };

interface Insertion {
  /** At least one; each says the same columns. */
  readonly rows: readonly Values[];
  readonly returning: readonly string[];
  readonly onConflict?: OnConflict;
}

interface Alteration {
  readonly where: Values;
  readonly set: Values;
  readonly returning: readonly string[];
}

interface Removal {
  readonly where: Values;
  readonly returning: readonly string[];
}

/** How many rows were met, and of each what was asked for. */
interface Met {
  readonly count: number;
  readonly rows: Record<string, unknown>[];
}

/** A builder of TypeORM does as it is told here: no listeners, no look at the row afterwards, one statement. */
export async function insertRows(
  writer: Writer,
  entity: Entity,
  { rows, returning, onConflict }: Insertion,
): Promise<Record<string, unknown>[]> {
  const owned = owner(writer, entity);
  const builder = writer.manager
    .createQueryBuilder()
    .insert()
    .into(entity, Object.keys({ ...owned, ...rows[0] }));
  const written = rows.map((row, index) =>
    spelled({ ...owned, ...row }, (parameters) => builder.setParameters(parameters), `row_${index}_`),
  );
  builder.values(written).updateEntity(false).callListeners(false);
  if (onConflict !== undefined && 'keep' in onConflict) builder.orIgnore();
  if (onConflict !== undefined && 'key' in onConflict) {
    const key = [...Object.keys(owned), ...onConflict.key];
    builder.orUpdate(columnsOf(writer, entity, onConflict.overwrite), columnsOf(writer, entity, key));
  }
  if (returning.length > 0) builder.returning([...returning]);
  const { raw } = await builder.execute();
  return (raw as Record<string, unknown>[]).map(camelCaseRow);
}

export async function updateRows(
  writer: Writer,
  entity: Entity,
  { where, set, returning }: Alteration,
): Promise<Met> {
  const builder = writer.manager.createQueryBuilder().update(entity);
  const written = spelled(set, (parameters) => builder.setParameters(parameters));
  builder
    .set(written)
    .where(condition(writer, entity, where))
    .updateEntity(false)
    .callListeners(false);
  if (returning.length > 0) builder.returning([...returning]);
  return met(await builder.execute());
}

export async function deleteRows(
  writer: Writer,
  entity: Entity,
  { where, returning }: Removal,
): Promise<Met> {
  const builder = writer.manager.createQueryBuilder().delete().from(entity);
  builder.where(condition(writer, entity, where)).callListeners(false);
  if (returning.length > 0) builder.returning([...returning]);
  return met(await builder.execute());
}

const met = ({ affected, raw }: { affected?: number | null; raw?: unknown }): Met => ({
  count: affected ?? 0,
  rows: ((raw ?? []) as Record<string, unknown>[]).map(camelCaseRow),
});

/** As they are called in the table. */
function columnsOf({ manager }: Writer, entity: Entity, properties: readonly string[]): string[] {
  const { columns } = manager.dataSource.getMetadata(entity);
  return properties.map((property) => {
    const column = columns.find(({ propertyName }) => propertyName === property);
    if (column === undefined) throw new Error(`${entity.name} has no column ${property}.`);
    return column.databaseName;
  });
}

/** The one place that says whose a row is. */
function owner({ manager, organisationId }: Writer, entity: Entity): Values {
  const { propertiesMap } = manager.dataSource.getMetadata(entity);
  return 'organisationId' in propertiesMap ? { organisationId: organisationId() } : {};
}

function condition(writer: Writer, entity: Entity, where: Values): ObjectLiteral {
  refuseUndefined(where);
  const owned = owner(writer, entity);
  const keys = writer.manager.dataSource.getMetadata(entity).primaryColumns;
  // Only an organisation's one row of a kind needs no further name.
  if (Object.keys(where).length === 0 && keys.some(({ propertyName }) => !(propertyName in owned))) {
    throw new Error(
      `Say which rows of ${entity.name} are meant: without a condition it would be all of them.`,
    );
  }
  const named = Object.entries(where).map(([column, value]) => [column, value === null ? IsNull() : value]);
  return { ...owned, ...Object.fromEntries(named) };
}

/** TypeORM takes a function for SQL. It leaves out what is undefined, and would write a row with less than was meant. */
function spelled(values: Values, bind: (parameters: ObjectLiteral) => unknown, prefix = ''): ObjectLiteral {
  refuseUndefined(values);
  const spell = ([column, value]: [string, unknown]): [string, unknown] => {
    if (!(value instanceof SqlExpression)) return [column, value];
    const names = value.values.map((_value, index) => `${prefix}${column}_${index}`);
    bind(Object.fromEntries(names.map((name, index) => [name, value.values[index]])));
    const text = value.text
      .map((piece, index) => (index === 0 ? piece : `:${names[index - 1]}${piece}`))
      .join('');
    return [column, () => text];
  };
  return Object.fromEntries(Object.entries(values).map(spell));
}

function refuseUndefined(values: Values): void {
  const missing = Object.keys(values).filter((column) => values[column] === undefined);
  if (missing.length > 0) throw new Error(`The row needs a value for ${missing.join(', ')}.`);
}
