import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { Audit, RecordingModule } from '@countersign/audit';
import {
  BrokenSealError,
  Database,
  KeyRing,
  organisationIds,
  PlatformModule,
  UnknownKeyError,
  type Actor,
  type Config,
} from '@countersign/platform';
import { nameOf, sealedColumns, type SealedColumn } from './sealed-columns';

export interface RotationReport {
  readonly resealed: number;
  /** Rows that no key opens; they are left as they are. */
  readonly broken: readonly string[];
}

type Outcome = 'resealed' | 'current' | 'broken';

/**
 * Seals every stored secret anew with the newest key: row by row, each in a transaction of its own, so that it may be
 * interrupted and begun again, and runs beside the live product.
 */
@Injectable()
export class SecretsRotation {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly keys: KeyRing,
  ) {}

  async rotate(): Promise<RotationReport> {
    const organisations = await organisationIds(this.database, 'all');
    const broken: string[] = [];
    let resealed = 0;
    for (const id of organisations) {
      const report = await this.rotateIn({ kind: 'job', organisationId: id, name: 'secrets rotation' });
      resealed += report.resealed;
      broken.push(...report.broken);
    }
    return { resealed, broken };
  }

  private async rotateIn(actor: Actor & { kind: 'job' }): Promise<RotationReport> {
    const broken: string[] = [];
    let resealed = 0;
    for (const column of sealedColumns) {
      for (const row of await this.database.run(actor, () => this.rowsToSeal(column))) {
        const outcome = await this.database.run(actor, () => this.reseal(column, row));
        if (outcome === 'resealed') resealed += 1;
        if (outcome === 'broken') broken.push(`${nameOf(column)} of ${column.row} ${row}`);
      }
    }
    if (resealed > 0) await this.database.run(actor, () => this.record(actor.organisationId, resealed));
    return { resealed, broken };
  }

  private async rowsToSeal({ table, column, row }: SealedColumn): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `
      select t.${row} as id from ${table} t
      where t.organisation_id = :organisationId and split_part(t.${column}, ':', 1) <> :newest
      order by t.${row}`,
      { organisationId: this.database.organisationId, newest: this.keys.currentId },
    );
    return rows.map(({ id }) => id);
  }

  /** The row is locked while it is opened: a secret that a member changes meanwhile is not put back. */
  private async reseal({ table, column, row, purpose }: SealedColumn, id: string): Promise<Outcome> {
    const which = { organisationId: this.database.organisationId, id };
    const stored = await this.database.maybeOne<{ sealed: string | null }>(
      `
      select t.${column} as sealed from ${table} t
      where t.organisation_id = :organisationId and t.${row} = :id
      for no key update`,
      which,
    );
    if (!stored?.sealed || this.keys.isCurrent(stored.sealed)) return 'current';
    const plain = this.opened(stored.sealed, purpose);
    if (plain === null) return 'broken';
    await this.database.query(
      `update ${table} t set ${column} = :sealed where t.organisation_id = :organisationId and t.${row} = :id`,
      { ...which, sealed: this.keys.seal(plain, purpose) },
    );
    return 'resealed';
  }

  private opened(sealed: string, purpose: string): string | null {
    try {
      return this.keys.open(sealed, purpose);
    } catch (error) {
      if (error instanceof BrokenSealError || error instanceof UnknownKeyError) return null;
      throw error;
    }
  }

  private async record(organisationId: string, secrets: number): Promise<void> {
    await this.audit.record({
      what: 'secrets.resealed',
      object: { kind: 'organisation', id: organisationId },
      detail: { secrets, key: this.keys.currentId },
    });
  }
}

/** For the program that rotates: the platform without any feature. */
@Module({})
export class SecretsRotationModule {
  static with(config: Config): DynamicModule {
    return {
      module: SecretsRotationModule,
      imports: [PlatformModule.with(config), RecordingModule],
      providers: [SecretsRotation],
      exports: [SecretsRotation],
    };
  }
}
