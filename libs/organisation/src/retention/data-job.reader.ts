import { Injectable } from '@nestjs/common';
import type { Said } from '@countersign/domain';
import { Database, notFound, wordingOf } from '@countersign/platform';
import { dataJobKinds } from './data-job';
import type { DataJob, DataJobList } from './data-job.dto';

const MOST_JOBS = 200;

const columns = `j.id, j.kind, j.state, j.requested_by_name as requested_by, j.requested_at, j.finished_at,
  j.subject, j.result, j.problem, j.progress as percent, j.cancel_asked_at,
  case when j.storage_key is not null and j.file_available_until > now() then j.file_available_until end
    as file_available_until`;

type FoundJob = Omit<DataJob, 'result' | 'problem'> & {
  readonly result: Said | null;
  readonly problem: Said | null;
};

function jobOf({ result, problem, ...job }: FoundJob): DataJob {
  return {
    ...job,
    result: result === null ? null : wordingOf(result),
    problem: problem === null ? null : wordingOf(problem),
  };
}

export interface ExportFile {
  readonly storageKey: string;
  readonly size: number;
  /** On the organisation's calendar. */
  readonly requestedOn: string;
}

@Injectable()
export class DataJobReader {
  constructor(private readonly database: Database) {}

  async list(): Promise<DataJobList> {
    const items = await this.database.query<FoundJob>(
      `select ${columns} from app.data_job j where j.kind = any (:kinds)
       order by j.requested_at desc, j.id desc limit :most`,
      { kinds: [...dataJobKinds], most: MOST_JOBS },
    );
    return { items: items.map(jobOf) };
  }

  async job(id: string): Promise<DataJob> {
    const found = await this.database.one<FoundJob>(
      `select ${columns} from app.data_job j where j.id = :id and j.kind = any (:kinds)`,
      { id, kinds: [...dataJobKinds] },
      'job',
    );
    return jobOf(found);
  }

  /** The finished file of an export, while it may be fetched. */
  async file(id: string): Promise<ExportFile> {
    const file = await this.database.maybeOne<ExportFile>(
      `select j.storage_key, j.file_size as size, (j.requested_at at time zone o.time_zone)::date as requested_on
       from app.data_job j
       join app.organisation o on o.organisation_id = j.organisation_id
       where j.id = :id and j.kind = 'export' and j.state = 'done'
         and j.storage_key is not null and j.file_available_until > now()`,
      { id },
    );
    if (file === null) throw notFound('file');
    return file;
  }
}
