import { Injectable } from '@nestjs/common';
import { bytesInWords, OrganisationLimits, type FilesTotal, type Limits } from '@countersign/limits';
import { conflict, Database, say, type Words } from '@countersign/platform';

/** Bytes on their way count for nothing yet, so their number is bounded by itself. */
const UPLOADS_AT_ONCE = 20;

/** A file on its way in; `uploadId` is the same in every try to send it. */
export interface Arriving {
  readonly name: string;
  readonly uploadId: string | null;
}

/**
 * Keeps the files of an assessment within what the organisation has set, so that nobody with a valid link fills the disk:
 * asked before the bytes arrive, and again where the row is written.
 */
@Injectable()
export class EvidenceAllowance {
  private readonly arriving = new Map<string, Set<Arriving>>();

  constructor(
    private readonly database: Database,
    private readonly limits: OrganisationLimits,
  ) {}

  /**
   * The tries of one upload, of which a broken line may leave the first hanging, are one: once a try is kept, none is
   * waited for.
   *
   * @throws 409 `uploads-at-once`
   */
  async whileArriving<T>(assessmentId: string, one: Arriving, upload: () => Promise<T>): Promise<T> {
    const others = this.arriving.get(assessmentId) ?? new Set<Arriving>();
    if (others.size >= UPLOADS_AT_ONCE) throw tooManyAtOnce();
    this.arriving.set(assessmentId, others.add(one));
    try {
      const kept = await upload();
      for (const other of others) if (isSameUpload(one, other)) others.delete(other);
      return kept;
    } finally {
      others.delete(one);
      if (others.size === 0 && this.arriving.get(assessmentId) === others) this.arriving.delete(assessmentId);
    }
  }

  /** Names of files whose bytes are on their way to this process; another process has its own. */
  unfinished(assessmentId: string): readonly string[] {
    return [...new Set([...(this.arriving.get(assessmentId) ?? [])].map(({ name }) => name))];
  }

  /**
   * In the current transaction, under a lock that lets one file of this assessment after the other be counted.
   *
   * @throws 409 `evidence-full`
   */
  async requireRoom(assessmentId: string, size: number): Promise<void> {
    await this.lock(assessmentId);
    const limits = await this.limits.present();
    const { files, bytes } = await this.used(assessmentId);
    if (files >= limits.filesPerAssessment)
      throw full(say('evidence-allowance.files', { n: limits.filesPerAssessment }), limits);
    if (bytes + size > limits.bytesPerAssessment) {
      throw full(say('evidence-allowance.bytes', { size: bytesInWords(limits.bytesPerAssessment) }), limits);
    }
  }

  /** Until the transaction ends: what is looked for meanwhile does not come in beside it. */
  async lock(assessmentId: string): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.evidence.' || :assessmentId::text, 0))`,
      { assessmentId },
    );
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

function isSameUpload({ uploadId }: Arriving, other: Arriving): boolean {
  return uploadId !== null && uploadId === other.uploadId;
}

function tooManyAtOnce() {
  return conflict('uploads-at-once', say('refusal.uploads-at-once', { n: UPLOADS_AT_ONCE }));
}
