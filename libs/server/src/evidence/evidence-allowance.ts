import { Injectable } from '@nestjs/common';
import { Config, conflict, Database } from '../platform';

/** How much one assessment may hold, so that nobody with a valid link fills the disk; told to the vendor's page. */
export const EVIDENCE_ALLOWANCE = {
  files: 200,
  bytes: 1024 * 1024 * 1024,
} as const;

/** Bytes on their way count for nothing yet, so their number is bounded by itself. */
const UPLOADS_AT_ONCE = 20;

/** Keeps one assessment's files within bounds: asked before the bytes arrive, and again where the row is written. */
@Injectable()
export class EvidenceAllowance {
  private readonly arriving = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /** @throws 409 `uploads-at-once` */
  async whileArriving<T>(assessmentId: string, upload: () => Promise<T>): Promise<T> {
    const others = this.arriving.get(assessmentId) ?? 0;
    if (others >= UPLOADS_AT_ONCE) throw tooManyAtOnce();
    this.arriving.set(assessmentId, others + 1);
    try {
      return await upload();
    } finally {
      const left = (this.arriving.get(assessmentId) ?? 1) - 1;
      if (left > 0) this.arriving.set(assessmentId, left);
      else this.arriving.delete(assessmentId);
    }
  }

  /**
   * Before the bytes arrive, in a transaction of its own: a respondent does not see what the organisation holds.
   *
   * @throws 409 `organisation-full`
   */
  async requireRoomInOrganisation(organisationId: string): Promise<void> {
    const { bytes } = await this.database.run(
      { kind: 'job', organisationId, name: 'evidence allowance' },
      () =>
        this.database.one<{ bytes: number }>(
          `
        select coalesce(sum(v.size), 0)::float8 as bytes
        from app.evidence v
        where v.organisation_id = :organisationId`,
          { organisationId },
        ),
    );
    if (bytes >= this.config.maximumOrganisationBytes) throw organisationFull();
  }

  /**
   * In the current transaction, under a lock that lets one file of this assessment after the other be counted.
   *
   * @throws 409 `evidence-full`
   */
  async requireRoom(assessmentId: string, size: number): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.evidence.' || :assessmentId::text, 0))`,
      { assessmentId },
    );
    const { files, bytes } = await this.database.one<{ files: number; bytes: number }>(
      `
      select count(*)::int as files, coalesce(sum(v.size), 0)::bigint as bytes
      from app.evidence v
      where v.assessment_id = :assessmentId`,
      { assessmentId },
    );
    if (files >= EVIDENCE_ALLOWANCE.files) throw full(`${EVIDENCE_ALLOWANCE.files} files`);
    if (Number(bytes) + size > EVIDENCE_ALLOWANCE.bytes) throw full('1 GiB of files');
  }
}

function full(most: string) {
  return conflict(
    'evidence-full',
    `This questionnaire may hold ${most}, and this one would not fit: remove a file first, or put several into one.`,
    { allowance: EVIDENCE_ALLOWANCE },
  );
}

function organisationFull() {
  return conflict(
    'organisation-full',
    'The place for files is used up for now. Nothing of yours was lost: tell the person who asked you, and attach this file later.',
  );
}

function tooManyAtOnce() {
  return conflict(
    'uploads-at-once',
    `${UPLOADS_AT_ONCE} files of this questionnaire are arriving already: wait for one of them, then attach this one again.`,
  );
}
