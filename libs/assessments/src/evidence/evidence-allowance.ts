import { Injectable } from '@nestjs/common';
import {
  bytesInWords,
  OrganisationLimits,
  StoredFilesTotal,
  type FilesTotal,
  type Limits,
} from '@countersign/limits';
import { conflict, Database, say, type Words } from '@countersign/platform';

/** Bytes on their way count for nothing yet, so their number is bounded by itself. */
const UPLOADS_AT_ONCE = 20;

/**
 * Keeps the files of an assessment and of its organisation within what the organisation has set, so that nobody with a
 * valid link fills the disk: asked before the bytes arrive, and again where the row is written.
 */
@Injectable()
export class EvidenceAllowance {
  private readonly arriving = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly limits: OrganisationLimits,
    private readonly total: StoredFilesTotal,
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
    await this.database.run({ kind: 'job', organisationId, name: 'evidence allowance' }, async () => {
      const { bytes } = await this.total.present();
      if (bytes >= (await this.limits.present()).bytesOfOrganisation) throw organisationFull();
    });
  }

  /**
   * In the current transaction, after the row was written and as the organisation: the row of the total is this
   * transaction's until it ends, so that of those who come at once none is counted without the others.
   *
   * @throws 409 `organisation-full`
   */
  async requireWithinOrganisation(): Promise<void> {
    const { bytes } = await this.total.present();
    if (bytes > (await this.limits.present()).bytesOfOrganisation) throw organisationFull();
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

function organisationFull() {
  return conflict('organisation-full', say('refusal.organisation-full'));
}

function tooManyAtOnce() {
  return conflict('uploads-at-once', say('refusal.uploads-at-once', { n: UPLOADS_AT_ONCE }));
}
