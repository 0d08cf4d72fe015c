import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { Audit } from '@countersign/audit';
import { Database, FileStore, type RunningJob, type StoredFile, say } from '@countersign/platform';
import { ExportTables, type ExportTable, type Page } from './export-tables';
import { StoredFiles } from './stored-files';

const DAYS_AVAILABLE = 7;
const PERCENT_OF_TABLES = 50;

interface ManifestPart {
  readonly path: string;
  readonly sha256: string;
}

interface Manifest {
  readonly startedAt: string;
  readonly tables: (ManifestPart & { rows: number; leftOut: readonly string[] })[];
  readonly files: (ManifestPart & { size: number; table: string })[];
  /** Rows name them and the store has no bytes: lost, or removed while the export was made. */
  readonly missing: { key: string; table: string }[];
}

/**
 * A zip of everything the organisation has. Rows are read in pages, each in a short transaction of its own, so that
 * none is open while bytes flow; every page is consistent in itself, and the manifest says from when to when.
 */
@Injectable()
export class OrganisationExport {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly tables: ExportTables,
    private readonly storedFiles: StoredFiles,
    private readonly files: FileStore,
  ) {}

  async export(job: RunningJob): Promise<void> {
    const manifest: Manifest = { startedAt: new Date().toISOString(), tables: [], files: [], missing: [] };
    const zip = new ZipFile();
    // yazl types its output by the oldest stream there is; it is a PassThrough.
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    let broken: unknown = null;
    const filled = this.fill(zip, job, manifest).catch((error: unknown) => {
      broken = error;
      output.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    const stored = await this.files
      .put(output, { maximumBytes: Number.MAX_SAFE_INTEGER })
      .catch((error: unknown) => {
        // What broke the filling, such as being cancelled, says more than that the stream ended early.
        throw broken ?? error;
      });
    await filled;
    await this.keep(job, stored, manifest).catch(async (error: unknown) => {
      await this.files.remove(stored.key);
      throw error;
    });
  }

  private async fill(zip: ZipFile, job: RunningJob, manifest: Manifest): Promise<void> {
    const tables = await this.read(job, () => this.tables.all());
    for (const [index, table] of tables.entries()) {
      await job.report((index / tables.length) * PERCENT_OF_TABLES);
      await this.addTable(zip, job, table, manifest);
    }
    const keys = await this.read(job, () => this.storedFiles.keys());
    const files = keys.filter((known) => known.table !== 'data_job');
    for (const [index, { key, table }] of files.entries()) {
      await job.report(PERCENT_OF_TABLES + (index / files.length) * (100 - PERCENT_OF_TABLES));
      const bytes = await this.storedFiles.open(key);
      if (bytes === null) {
        manifest.missing.push({ key, table });
        continue;
      }
      const part = await add(zip, `files/${key}`, bytes);
      manifest.files.push({ ...part, table });
    }
    const about = await this.read(job, () => this.about());
    const content = { format: 1, ...about, ...manifest, finishedAt: new Date().toISOString() };
    await add(zip, 'manifest.json', Readable.from([Buffer.from(`${JSON.stringify(content, null, 2)}\n`)]));
    zip.end();
  }

  private async addTable(
    zip: ZipFile,
    job: RunningJob,
    table: ExportTable,
    manifest: Manifest,
  ): Promise<void> {
    const counted = { rows: 0 };
    const lines = Readable.from(this.lines(job, table, counted), { objectMode: true });
    const { path, sha256 } = await add(zip, `tables/${table.name}.jsonl`, lines);
    manifest.tables.push({ path, sha256, rows: counted.rows, leftOut: table.leftOut });
  }

  private async *lines(
    job: RunningJob,
    table: ExportTable,
    counted: { rows: number },
  ): AsyncGenerator<Buffer> {
    const key = await this.read(job, () => this.tables.key(table));
    let after: readonly string[] | null = null;
    do {
      const from: readonly string[] | null = after;
      const { lines, place }: Page = await this.read(job, () => this.tables.page(table, key, from));
      counted.rows += lines.length;
      if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
      after = place;
    } while (after !== null);
  }

  /** Whose it is, and where the chain of the trail stood. */
  private async about() {
    const organisation = await this.database.one<{ slug: string; name: string }>(
      'select o.slug, o.name from app.organisation o',
    );
    const seal = await this.database.maybeOne<{ sealNo: number; hash: string; at: string }>(
      `select s.seal_no, encode(s.hash, 'hex') as hash, s.sealed_at as at from app.audit_seal s
       order by s.organisation_id, s.seal_no desc limit 1`,
    );
    return { organisation, seal };
  }

  private async keep(job: RunningJob, stored: StoredFile, { tables, files }: Manifest): Promise<void> {
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    await this.database.run(job.actor, async () => {
      await job.conclude({
        result: say('job.exported', { rows, tables: tables.length, files: files.length }),
        file: { ...stored, days: DAYS_AVAILABLE },
      });
      await this.audit.record({
        what: 'export.finished',
        object: { kind: 'data-job', id: job.id },
        detail: { rows, files: files.length, sha256: stored.sha256 },
      });
    });
  }

  private read<T>(job: RunningJob, work: () => Promise<T>): Promise<T> {
    return this.database.run(job.actor, work);
  }
}

/** Adds one entry and waits until its last byte is in the zip's hands. */
async function add(zip: ZipFile, path: string, source: Readable): Promise<ManifestPart & { size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const measured = Readable.from(
    (async function* measure() {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
  const ended = once(measured, 'end');
  // Nobody knows how long a table is before it has been read.
  zip.addReadStream(measured, path, { forceZip64Format: true });
  await ended;
  return { path, size, sha256: hash.digest('hex') };
}
