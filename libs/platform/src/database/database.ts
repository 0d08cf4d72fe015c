import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import { notFound, type Thing } from '@countersign/wire';
import { tenancyStatement, type Actor } from './actor';
import { type BoundedConnection, patience } from './bounded-client';
import { deleteRows, insertRows, updateRows, type Writer } from './entity-commands';
import type { ChangedColumns, Column, NewRow, Where } from './entity-rows';
import { bindNamed, type BoundStatement } from './named-parameters';
import { DatabaseAwayError, isDatabaseAway, wasLetGo } from './database-away';
import { camelCaseRow } from './rows';
import { isWorthRepeating } from './sql-errors';

type Bound = Readonly<Record<string, unknown>>;
type EntityClass<E> = abstract new () => E;

interface Transaction {
  actor: Actor;
  readonly runner: QueryRunner;
  readonly client: BoundedConnection;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => Promise<void> | void)[];
  ended: boolean;
}

/** One prepared statement that is a transaction of its own. */
interface SingleStatement {
  readonly name: string;
  readonly sql: string;
  readonly parameters: Bound;
  /** Whether it keeps something that a person sent: then what was done is in doubt when no answer comes. */
  readonly keeps: boolean;
}

export interface PoolUse {
  readonly inUse: number;
  readonly idle: number;
  readonly waiting: number;
}

/** One transaction per request or job, carried by AsyncLocalStorage; the only door to the tables. */
@Injectable()
export class Database {
  private readonly logger = new Logger(Database.name);
  private away = false;
  private readonly transactions = new AsyncLocalStorage<Transaction>();

  constructor(private readonly dataSource: DataSource) {}

  /** Does the work in one transaction as this actor; once more from the start after a deadlock. */
  async run<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    if (this.isOpen) {
      throw new Error(
        'A transaction is already open here: pass the work on instead of starting another one.',
      );
    }
    try {
      return await this.attempt(actor, work);
    } catch (error) {
      if (!isWorthRepeating(error)) throw error;
      return await this.attempt(actor, work);
    }
  }

  /**
   * Rows of the current transaction, columns in camel case. A name makes it a prepared statement. Whose rows they are
   * every statement says by `:organisationId`, and the transaction gives the value.
   */
  async query<Row extends object>(
    sql: string,
    parameters: Bound = {},
    options: { readonly name?: string } = {},
  ): Promise<Row[]> {
    const { client } = this.current();
    const bound = bindNamed(sql, parameters, { organisationId: () => this.organisationId });
    return rowsOf<Row>(client, bound, options.name).catch(asAway({ inDoubt: false }));
  }

  async maybeOne<Row extends object>(sql: string, parameters: Bound = {}): Promise<Row | null> {
    const rows = await this.query<Row>(sql, parameters);
    if (rows.length > 1)
      throw new Error(`The statement gave ${rows.length} rows where at most one was expected.`);
    return rows[0] ?? null;
  }

  /** Exactly one row. None is the same 404 whether it does not exist or belongs to somebody else. */
  async one<Row extends object>(sql: string, parameters: Bound = {}, what: Thing = 'record'): Promise<Row> {
    const row = await this.maybeOne<Row>(sql, parameters);
    if (row === null) throw notFound(what);
    return row;
  }

  /** One new row of this organisation, in one statement; of it comes back what is asked for. */
  async insert<E extends object, K extends Column<E> = never>(
    entity: EntityClass<E>,
    row: NewRow<E>,
    returning: readonly K[] = [],
  ): Promise<Pick<E, K>> {
    const [given = {}] = await this.insertion(entity, { rows: [row], returning });
    return given as Pick<E, K>;
  }

  /** New rows that say the same columns, in one statement. */
  async insertEach<E extends object>(entity: EntityClass<E>, rows: readonly NewRow<E>[]): Promise<void> {
    if (rows.length > 0) await this.insertion(entity, { rows, returning: [] });
  }

  /** Null where such a row is there already: it stays as it is. */
  async insertIfNew<E extends object, K extends Column<E>>(
    entity: EntityClass<E>,
    row: NewRow<E>,
    returning: readonly [K, ...K[]],
  ): Promise<Pick<E, K> | null> {
    const onConflict = { keep: 'what-is-there' } as const;
    const [given] = await this.insertion(entity, { rows: [row], returning, onConflict });
    return given === undefined ? null : (given as Pick<E, K>);
  }

  /** The row of this key as it is to be, whether or not it was there: columns that are not named stay as they were. */
  async put<E extends object, K extends keyof NewRow<E>>(
    entity: EntityClass<E>,
    key: Pick<NewRow<E>, K>,
    columns: Omit<NewRow<E>, K>,
  ): Promise<void> {
    const onConflict = { key: Object.keys(key), overwrite: Object.keys(columns) };
    await this.insertion(entity, { rows: [{ ...key, ...columns }], returning: [], onConflict });
  }

  /** Changes rows of this organisation in one statement, and says how many, or gives of each what is asked for. */
  update<E extends object>(entity: EntityClass<E>, where: Where<E>, set: ChangedColumns<E>): Promise<number>;
  update<E extends object, K extends Column<E>>(
    entity: EntityClass<E>,
    where: Where<E>,
    set: ChangedColumns<E>,
    returning: readonly [K, ...K[]],
  ): Promise<Pick<E, K>[]>;
  async update<E extends object>(
    entity: EntityClass<E>,
    where: Where<E>,
    set: ChangedColumns<E>,
    returning?: readonly string[],
  ): Promise<unknown> {
    const alteration = { where, set, returning: returning ?? [] };
    const { count, rows } = await updateRows(this.writer, entity, alteration).catch(
      asAway({ inDoubt: false }),
    );
    return returning === undefined ? count : rows;
  }

  /** Takes rows of this organisation away in one statement, and says how many, or gives of each what is asked for. */
  delete<E extends object>(entity: EntityClass<E>, where: Where<E>): Promise<number>;
  delete<E extends object, K extends Column<E>>(
    entity: EntityClass<E>,
    where: Where<E>,
    returning: readonly [K, ...K[]],
  ): Promise<Pick<E, K>[]>;
  async delete<E extends object>(
    entity: EntityClass<E>,
    where: Where<E>,
    returning?: readonly string[],
  ): Promise<unknown> {
    const removal = { where, returning: returning ?? [] };
    const { count, rows } = await deleteRows(this.writer, entity, removal).catch(asAway({ inDoubt: false }));
    return returning === undefined ? count : rows;
  }

  /** Names come from the entity, and a spec holds its types against what the driver gives. */
  private insertion(
    entity: EntityClass<object>,
    insertion: Parameters<typeof insertRows>[2],
  ): Promise<object[]> {
    return insertRows(this.writer, entity, insertion).catch(asAway({ inDoubt: false }));
  }

  /** Without a transaction around it, for hot paths whose SQL function sets its own settings. */
  async statement<Row extends object>({ name, sql, parameters, keeps }: SingleStatement): Promise<Row[]> {
    if (this.isOpen) throw new Error('A single statement must not run beside an open transaction.');
    const runner = this.dataSource.createQueryRunner();
    const client = await this.connected(runner);
    try {
      const bound = bindNamed(sql, parameters);
      const rows = await rowsOf<Row>(client, bound, name).catch(asAway({ inDoubt: keeps }));
      this.tellReturn();
      return rows;
    } catch (error) {
      this.tellLoss(error);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** For work that is known to be long: each statement from here to the end of the transaction may take so many minutes. */
  async allowStatements({ minutes }: { readonly minutes: number }): Promise<void> {
    const { client } = this.current();
    await this.query(`set local statement_timeout = '${minutes}min'`);
    client.expectWithin(minutes * 60_000 + patience.networkMs);
  }

  /** Runs in the transaction when its work is done, and decides with it whether anything is kept. */
  beforeCommit(callback: () => Promise<void>): void {
    this.current().beforeCommit.push(callback);
  }

  /** Runs once the transaction has committed, and never when it has not: queues, mail, deleted files. */
  afterCommit(callback: () => Promise<void> | void): void {
    this.current().afterCommit.push(callback);
  }

  /** What a submission does beyond the respondent's own rows (score, findings, receipt) it does as the organisation. */
  async continueAsJob(name: string): Promise<void> {
    const { actor } = this.current();
    if (actor.kind !== 'respondent')
      throw new Error(`Only a respondent continues as a job, not a ${actor.kind}.`);
    await this.become({ kind: 'job', organisationId: actor.organisationId, name, from: actor.from ?? null });
  }

  /** A secret has found its row; the rest of the work belongs to the organisation that the row names. */
  async continueInOrganisation(
    organisationId: string,
    name: string,
    from: string | null = null,
  ): Promise<void> {
    const { actor } = this.current();
    if (actor.kind !== 'token')
      throw new Error(`Only a token leads into an organisation, not a ${actor.kind}.`);
    await this.become({ kind: 'job', organisationId, name, from });
  }

  get isOpen(): boolean {
    return this.transactions.getStore() !== undefined;
  }

  /** One for each transaction: what is kept beside it hangs on this. */
  get scope(): object {
    return this.current();
  }

  get actor(): Actor {
    return this.current().actor;
  }

  /** The organisation whose rows this transaction works on. */
  get organisationId(): string {
    const { actor } = this.current();
    if (actor.kind === 'token' || actor.kind === 'none') {
      throw new Error(`A transaction of kind ${actor.kind} belongs to no organisation.`);
    }
    return actor.organisationId;
  }

  get manager(): EntityManager {
    return this.current().runner.manager;
  }

  private get writer(): Writer {
    const { manager } = this.current().runner;
    return { manager, organisationId: () => this.organisationId };
  }

  private current(): Transaction {
    const transaction = this.transactions.getStore();
    if (transaction === undefined)
      throw new Error('No transaction is open: wrap the work in Database.run().');
    if (transaction.ended) throw new Error('The transaction has ended: something was not awaited.');
    return transaction;
  }

  private async become(actor: Actor): Promise<void> {
    const transaction = this.current();
    await setTenancy(transaction.client, actor);
    transaction.actor = actor;
  }

  /** How much of the pool is taken, and how many wait for a connection of it. */
  get connections(): PoolUse {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  private get pool(): Pool {
    // TypeORM types its pool as any; the Postgres driver's master is a pg Pool.
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private async attempt<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = await this.connected(runner);
    const transaction: Transaction = {
      actor,
      runner,
      client,
      beforeCommit: [],
      afterCommit: [],
      ended: false,
    };
    let result: T;
    try {
      await this.begin(transaction);
      result = await this.transactions.run(transaction, () => this.completed(transaction, work));
      await commit(runner);
    } catch (error) {
      await this.rollBack(runner);
      throw nameOfLoss(error);
    } finally {
      transaction.ended = true;
      await runner.release();
    }
    await this.transactions.exit(() => this.runAfterCommit(transaction));
    return result;
  }

  private async completed<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
    const result = await work();
    for (const callback of transaction.beforeCommit) await callback();
    return result;
  }

  /** Its two statements do nothing, so that a connection which was lost unnoticed is known sooner than by a long one. */
  private async begin({ actor, runner, client }: Transaction): Promise<void> {
    client.expectWithin(patience.connectionMs);
    try {
      await runner.startTransaction();
      await setTenancy(client, actor);
    } catch (error) {
      const named = nameOfLoss(error);
      this.tellLoss(named);
      throw named;
    }
    client.expectAsUsual();
    this.tellReturn();
  }

  private async connected(runner: QueryRunner): Promise<BoundedConnection> {
    try {
      const client: BoundedConnection = await runner.connect();
      client.expectAsUsual();
      return client;
    } catch (error) {
      await runner.release().catch(() => undefined);
      const loss = new DatabaseAwayError(error);
      this.tellLoss(loss);
      throw loss;
    }
  }

  /**
   * Once, when it begins: every request of an hour would fill the log with the same line. A connection that is lost
   * within a transaction says nothing yet of the next.
   */
  private tellLoss(error: unknown): void {
    if (!(error instanceof DatabaseAwayError) || this.away) return;
    this.logger.error(`${error.message}. Requests are answered with 503 until it answers again.`);
    this.away = true;
  }

  /** A connection may still be there where nothing answers on it any more: only an answer tells. */
  private tellReturn(): void {
    if (this.away) this.logger.log('The database answers again.');
    this.away = false;
  }

  /** A connection that is lost has been rolled back by the server. */
  private async rollBack(runner: QueryRunner): Promise<void> {
    if (!runner.isTransactionActive || runner.isReleased) return;
    await runner.rollbackTransaction().catch((error: unknown) => {
      if (!isDatabaseAway(error)) this.logger.error(error, 'The transaction could not be rolled back.');
    });
  }

  private async runAfterCommit(transaction: Transaction): Promise<void> {
    for (const callback of transaction.afterCommit) {
      try {
        await callback();
      } catch (error) {
        // The change is committed: whoever asked must not be told that it failed.
        this.logger.error(error, 'Work after the commit failed.');
      }
    }
  }
}

async function setTenancy(client: BoundedConnection, actor: Actor): Promise<void> {
  await client.query(tenancyStatement(actor)).catch(asAway({ inDoubt: false }));
}

/** A connection that broke while nothing was asked of it never heard of the commit. */
async function commit(runner: QueryRunner): Promise<void> {
  if (runner.isReleased)
    throw new DatabaseAwayError(new Error('the connection broke during the transaction'));
  await runner.commitTransaction().catch(asAway({ inDoubt: true }));
}

/** What the entity manager met has the driver's own name; what else the work met, such as a mail server, is not meant. */
function nameOfLoss(error: unknown): unknown {
  const ofTheDatabase = error instanceof QueryFailedError || wasLetGo(error);
  return ofTheDatabase && isDatabaseAway(error) ? new DatabaseAwayError(error) : error;
}

/** Rethrows; a lost connection under one name, whatever driver, socket or server called it. */
function asAway({ inDoubt }: { readonly inDoubt: boolean }): (error: unknown) => never {
  return (error) => {
    throw isDatabaseAway(error) ? new DatabaseAwayError(error, inDoubt && !wasLetGo(error)) : error;
  };
}

async function rowsOf<Row extends object>(
  client: BoundedConnection,
  { text, values }: BoundStatement,
  name?: string,
): Promise<Row[]> {
  const result = await client.query<Record<string, unknown>>({ text, values, ...(name && { name }) });
  // The row's shape is what the SQL above says; no type can check it, the specs of each reader do.
  return result.rows.map((row) => camelCaseRow(row) as Row);
}
