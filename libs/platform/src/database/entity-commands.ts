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

interface Insertion {
  readonly row: Values;
  readonly returning: readonly string[];
}

interface Alteration {
  readonly where: Values;
  readonly set: Values;
}

/** A builder of TypeORM does as it is told here: no listeners, no look at the row afterwards, one statement. */
export async function insertRow(
  writer: Writer,
  entity: Entity,
  { row, returning }: Insertion,
): Promise<Record<string, unknown>> {
  const values = { ...owner(writer, entity), ...row };
  const builder = writer.manager.createQueryBuilder().insert().into(entity, Object.keys(values));
  const written = spelled(values, (parameters) => builder.setParameters(parameters));
  builder.values(written).updateEntity(false).callListeners(false);
  if (returning.length > 0) builder.returning([...returning]);
  const { raw } = await builder.execute();
  const [given = {}] = raw as Record<string, unknown>[];
  return camelCaseRow(given);
}

/** How many rows it changed. */
export async function updateRows(
  writer: Writer,
  entity: Entity,
  { where, set }: Alteration,
): Promise<number> {
  const builder = writer.manager.createQueryBuilder().update(entity);
  const written = spelled(set, (parameters) => builder.setParameters(parameters));
  const { affected } = await builder
    .set(written)
    .where(condition(writer, entity, where))
    .updateEntity(false)
    .callListeners(false)
    .execute();
  return affected ?? 0;
}

/** How many rows it took away. */
export async function deleteRows(writer: Writer, entity: Entity, where: Values): Promise<number> {
  const builder = writer.manager.createQueryBuilder().delete().from(entity);
  const { affected } = await builder
    .where(condition(writer, entity, where))
    .callListeners(false)
    .execute();
  return affected ?? 0;
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
function spelled(values: Values, bind: (parameters: ObjectLiteral) => unknown): ObjectLiteral {
  refuseUndefined(values);
  const spell = ([column, value]: [string, unknown]): [string, unknown] => {
    if (!(value instanceof SqlExpression)) return [column, value];
    const names = value.values.map((_value, index) => `${column}_${index}`);
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
