import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import {
  conflict,
  Database,
  invalid,
  Jobs,
  Problem,
  sqlState,
  sqlStateOf,
  type MemberActor,
  say,
  inWords,
  type Words,
} from '@countersign/platform';
import { deletionJob, erasureJob, exportJob } from './data-job';
import type { ErasurePreview, NewDeletion, NewErasure } from './data-job.dto';
import { DataJobReader } from './data-job.reader';
import type { FoundPerson, Subject } from './named-person';
import { PersonSearch } from './person-search';

/** Asks for the work that a job does later. */
@Injectable()
export class DataJobs {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly search: PersonSearch,
    private readonly reader: DataJobReader,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Rows only, in its own transaction: which files name the person the job finds out. `files` counts those the person
   * has uploaded.
   */
  async previewErasure(subject: Subject, member: MemberActor): Promise<ErasurePreview> {
    try {
      return await this.database.run(member, () => this.preview(subject, member));
    } catch (error) {
      if (sqlStateOf(error) !== sqlState.queryCanceled) throw error;
      throw new Problem({
        status: 503,
        code: 'preview-too-long',
        title: say('title.preview-too-long'),
        detail: say('refusal.preview-too-long'),
      });
    }
  }

  async requestErasure({ kind, id, reason }: NewErasure, member: MemberActor): Promise<string> {
    const person = await this.search.find({ kind, id });
    const blockedBy = await this.blockedBy(person, member);
    if (blockedBy !== null) throw conflict('erasure-blocked', blockedBy);
    await this.refuseSecond(id);
    const words = `${person.name} (${person.email})`;
    const jobId = await this.jobs.add(erasureJob, { by: member, reason, about: { kind, id, words } });
    await this.audit.record({
      what: 'erasure.requested',
      object: { kind, id },
      detail: { jobId, reason },
    });
    return jobId;
  }

  async requestExport(member: MemberActor): Promise<string> {
    await this.refuseSecondExport();
    const jobId = await this.jobs.add(exportJob, { by: member });
    await this.audit.record({ what: 'export.requested', object: { kind: 'data-job', id: jobId } });
    return jobId;
  }

  /** Only after an export that somebody could have fetched, and with the short name typed: nothing brings it back. */
  async requestDeletion({ confirmation, exportJobId }: NewDeletion, member: MemberActor): Promise<string> {
    const { slug, name } = await this.database.one<{ slug: string; name: string }>(
      'select o.slug, o.name from app.organisation o',
    );
    if (confirmation !== slug) {
      throw invalid([
        { field: 'confirmation', message: say('data-job.service.type-the-short-name', { slug, name }) },
      ]);
    }
    await this.refuseWithoutExport(exportJobId);
    const hold = await this.search.activeHold();
    if (hold !== null) throw conflict('deletion-blocked', hold);
    await this.refuseSecondDeletion();
    const jobId = await this.jobs.add(deletionJob, { by: member });
    await this.audit.record({
      what: 'deletion.requested',
      object: { kind: 'organisation', id: member.organisationId },
      detail: { jobId, exportJobId },
    });
    return jobId;
  }

  /** What has begun to be taken away is not brought back by it: then it is refused. */
  async cancel(id: string): Promise<void> {
    const { kind } = await this.reader.job(id);
    await this.jobs.cancel(id);
    await this.audit.record({ what: `${kind}.cancelled`, object: { kind: 'data-job', id } });
  }

  /** The file is everything at once: whoever takes it away stands in the trail. */
  async recordDownload(id: string): Promise<void> {
    await this.audit.record({ what: 'export.downloaded', object: { kind: 'data-job', id } });
  }

  private async blockedBy(person: FoundPerson, { memberId }: MemberActor): Promise<Words | null> {
    if (person.members.includes(memberId)) return say('erasure.own');
    return this.search.blockedBy(person);
  }

  private async preview(subject: Subject, member: MemberActor): Promise<ErasurePreview> {
    const person = await this.search.find(subject);
    const places = await this.search.places(person);
    const rows = places.reduce((sum, place) => sum + place.rows, 0);
    const files = await this.search.uploads(person);
    const unsearchedFiles = await this.search.unsearched();
    const blockedBy = await this.blockedBy(person, member);
    return {
      name: person.name,
      email: person.email,
      counts: { rows, files, unsearchedFiles },
      blockedBy: blockedBy === null ? null : inWords(blockedBy),
    };
  }

  private async refuseWithoutExport(exportJobId: string): Promise<void> {
    const made = await this.database.maybeOne(
      `select j.id from app.data_job j
       where j.id = :exportJobId and j.kind = 'export' and j.state = 'done' and j.storage_key is not null
         and j.finished_at > now() - interval '7 days' and j.file_available_until > now()
         and exists (
           select from app.audit_event e
           where e.object_kind = 'data-job' and e.object_id = j.id and e.what = 'export.downloaded')`,
      { exportJobId },
    );
    if (made !== null) return;
    throw conflict('export-missing', say('refusal.export-missing'));
  }

  /** Those who ask at once come one after another. */
  private async refuseSecondExport(): Promise<void> {
    await this.search.holdOrganisation();
    const waiting = await this.database.maybeOne(
      `select j.id from app.data_job j where j.kind = 'export' and j.state in ('waiting', 'running') limit 1`,
    );
    if (waiting !== null) {
      throw conflict('export-waiting', say('refusal.export-waiting'));
    }
  }

  private async refuseSecondDeletion(): Promise<void> {
    const waiting = await this.database.maybeOne(
      `select j.id from app.data_job j where j.kind = 'deletion' and j.state in ('waiting', 'running') limit 1`,
    );
    if (waiting !== null) throw conflict('deletion-waiting', say('refusal.deletion-waiting'));
  }

  private async refuseSecond(subjectId: string): Promise<void> {
    const waiting = await this.database.maybeOne(
      `select j.id from app.data_job j where j.subject_id = :subjectId and j.state in ('waiting', 'running') limit 1`,
      { subjectId },
    );
    if (waiting !== null) throw conflict('erasure-waiting', say('refusal.erasure-waiting'));
  }
}
