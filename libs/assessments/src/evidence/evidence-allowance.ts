import { Injectable } from '@nestjs/common';
import { bytesInWords, OrganisationLimits, type FilesTotal, type Limits } from '@countersign/limits';
import { conflict, Database, say, type Words } from '@countersign/platform';

/** Bytes on their way count for nothing yet, so their number is bounded by itself. */
const UPLOADS_AT_ONCE = 20;

/**
 * Keeps the files of an assessment within what the organisation has set, so that nobody with a valid link fills the disk:
 * asked before the bytes arrive, and again where the row is written.
 */
@Injectable()
export class EvidenceAllowance {
  private readonly arriving = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly limits: OrganisationLimits,
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
   * In the current transaction, under a lock that lets one file of this assessment after the other be counted.
   *
   * @throws 409 `evidence-full`
   */
  async requireRoom(assessmentId: string, size: number): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.evidence.' || :assessmentId::text, 0))`,
      { assessmentId },
    );
    const limits = await this.limits.present();
    const { files, bytes } = await this.used(assessmentId);
    if (files >= limits.filesPerAssessment)
      throw full(say('evidence-allowance.files', { n: limits.filesPerAssessment }), limits);
    if (bytes + size > limits.bytesPerAssessment) {
      throw full(say('evidence-allowance.bytes', { size: bytesInWords(limits.bytesPerAssessment) }), limits);
    }
  }

  /** What was withdrawn is kept, and counts. Bounded by the limit on files, so that a sum is a short one. */
  used(assessmentId: string): Promise<FilesTotal> {
    return this.database.one<FilesTotal>(
      `
      select count(*)::int as files, coalesce(sum(v.size), 0)::float8 as bytes
      from app.evidence v
      where v.organisation_id = :organisationId and v.assessment_id = :assessmentId`,
      { assessmentId },
    );
  }
}

function full(most: Words, limits: Limits) {
  return conflict('evidence-full', say('refusal.evidence-full', { most }), {
    allowance: { files: limits.filesPerAssessment, bytes: limits.bytesPerAssessment },
  });
}

function tooManyAtOnce() {
  return conflict('uploads-at-once', say('refusal.uploads-at-once', { n: UPLOADS_AT_ONCE }));
}
