import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { FileIntake, RoomForFiles, type BroughtFile } from '@countersign/limits';
import {
  Changes,
  conflict,
  Database,
  expression,
  FileStore,
  type MemberActor,
  notFound,
  type RespondentActor,
  stale,
  textList,
  say,
  type Words,
} from '@countersign/platform';
import { ClosedQuestions } from './closed-questions';
import { EvidenceAllowance } from './evidence-allowance';
import { evidenceJudged } from './evidence-changes';
import { EvidenceEntity } from './evidence.entity';
import type { EvidenceFile, StandingVerification, VerifyEvidence } from './evidence.dto';
import { EvidenceReadings } from './evidence-readings';
import { EvidenceReader } from './evidence.reader';
import { FileAnswers, type AskedForFiles } from './file-answers';

export interface Upload extends BroughtFile {
  readonly question: string | null;
  /** The sender's name for this upload, the same in every try; null where it has none. */
  readonly uploadId: string | null;
}

@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly reader: EvidenceReader,
    private readonly audit: Audit,
    private readonly intake: FileIntake,
    private readonly room: RoomForFiles,
    private readonly allowance: EvidenceAllowance,
    private readonly changes: Changes,
    private readonly closed: ClosedQuestions,
    private readonly fileAnswers: FileAnswers,
    private readonly readings: EvidenceReadings,
  ) {}

  /** Sent once more under its id, since the answer was lost on the way: kept once, and answered as before. */
  attach(actor: RespondentActor, upload: Upload): Promise<EvidenceFile> {
    const { name, uploadId } = upload;
    return this.allowance.whileArriving(actor.assessmentId, { name, uploadId }, () =>
      this.take(actor, upload),
    );
  }

  unfinished(assessmentId: string): readonly string[] {
    return this.allowance.unfinished(assessmentId);
  }

  /** Bytes first, then the row; no transaction is open while they arrive. */
  private async take(
    actor: RespondentActor,
    { question, uploadId, ...brought }: Upload,
  ): Promise<EvidenceFile> {
    const { assessmentId } = actor;
    await this.room.requireSome(actor.organisationId);
    const id = await this.database.run(actor, async () => {
      const ownId = await this.idOf(assessmentId, uploadId);
      if (!(await this.reader.has(ownId))) await this.allowance.requireRoom(assessmentId, 0);
      return ownId;
    });
    return this.intake.take(brought, (file) =>
      this.database.run(actor, async () => {
        await this.requireAnswerable(assessmentId);
        const asked = question === null ? null : await this.requireQuestion(assessmentId, question);
        await this.requireOpen(assessmentId, question);
        await this.allowance.lock(assessmentId);
        if (await this.reader.has(id)) {
          this.database.afterCommit(() => this.files.remove(file.storageKey));
          return this.reader.file(id);
        }
        await this.allowance.requireRoom(assessmentId, file.size);
        await this.database.insert(EvidenceEntity, {
          id,
          assessmentId,
          question,
          ...file,
          uploadedByContactId: actor.contactId,
          uploadedBy: actor.name ?? 'A contact',
        });
        await this.audit.record({
          what: 'evidence.attached',
          object: { kind: 'assessment', id: assessmentId },
          after: { evidenceId: id, question, name: file.name, sha256: file.sha256 },
        });
        if (asked !== null) await this.fileAnswers.follow(actor, asked);
        const kept = await this.reader.file(id);
        await this.database.continueAsJob('evidence allowance');
        await this.room.requireKept();
        return kept;
      }),
    );
  }

  /** Derived from the sender's id, so that the key of the table keeps two tries apart from two files. */
  private async idOf(assessmentId: string, uploadId: string | null): Promise<string> {
    if (uploadId !== null) return uuidOf(`${assessmentId}:${uploadId}`);
    return (await this.database.one<{ id: string }>('select uuidv7()::text as id')).id;
  }

  /** What nobody has relied on goes, its bytes after the commit; what was submitted or verified is withdrawn. */
  async remove(actor: RespondentActor, evidenceId: string): Promise<void> {
    await this.requireAnswerable(actor.assessmentId);
    const { name, assessmentId, question } = await this.reader.stored(evidenceId);
    if (assessmentId !== actor.assessmentId) throw notFound('file');
    await this.requireOpen(assessmentId, question);
    if (question !== null) {
      const asked = await this.requireQuestion(assessmentId, question);
      await this.fileAnswers.follow(actor, asked, { without: evidenceId });
    }
    await this.database.continueAsJob('respondent');
    const [removed] = await this.database.delete(
      EvidenceEntity,
      { id: evidenceId, submittedAt: null, withdrawnAt: null, verified: false },
      ['storageKey'],
    );
    if (removed === undefined) await this.withdraw(actor, evidenceId);
    else this.database.afterCommit(() => this.files.remove(removed.storageKey));
    await this.audit.record({
      what: removed === undefined ? 'evidence.withdrawn' : 'evidence.removed',
      object: { kind: 'assessment', id: assessmentId },
      before: { evidenceId, name },
      detail: { contactId: actor.contactId, contactName: actor.name ?? null },
    });
  }

  async setVerified(id: string, wanted: VerifyEvidence, member: MemberActor): Promise<void> {
    const { verified, revision } = wanted;
    const { assessmentId } = await this.reader.stored(id);
    const { zone, ...present } = await this.standing(id);
    if (present.revision !== revision) throw stale(present, judgedBy(present, zone));
    const before = await this.reader.file(id);
    const { engagementId } = await this.database.one<{ engagementId: string }>(
      `update app.evidence v set verified = :verified, verified_by = :name, verified_at = app.now(),
         verification = v.verification + 1,
         expires_on = case when :verified::boolean then :expiresOn::date else v.expires_on end,
         verified_revision = case when :verified::boolean then (
           select max(r.revision) from app.answer_revision r
           where r.organisation_id = v.organisation_id and r.assessment_id = v.assessment_id
             and r.question = v.question) end
       from app.assessment a
       where v.organisation_id = :organisationId
         and v.id = :id
         and a.organisation_id = v.organisation_id and a.id = v.assessment_id
       returning a.engagement_id`,
      { id, verified, name: member.name, expiresOn: wanted.expiresOn },
      'file',
    );
    if (verified) await this.readings.keep(assessmentId, id, wanted);
    await this.audit.record({
      what: verified ? 'evidence.verified' : 'evidence.verification-withdrawn',
      object: { kind: 'assessment', id: assessmentId },
      ...(verified && before.reading !== null && { before: readIn({ ...before, ...before.reading }) }),
      after: { evidenceId: id, ...(verified && readIn(wanted)) },
    });
    this.changes.note(evidenceJudged({ assessmentId, engagementId }));
  }

  /** Locked, so that of two reviewers the second sees what the first has said. */
  private async standing(id: string): Promise<StandingVerification & { readonly zone: string }> {
    const standing = await this.database.maybeOne<StandingVerification & { readonly zone: string }>(
      `select v.verification as revision, v.verified, v.verified_by as "by", v.verified_at as at,
         (select a.time_zone from app.assessment a
         where a.organisation_id = v.organisation_id and a.id = v.assessment_id) as zone
       from app.evidence v
       where v.organisation_id = :organisationId and v.id = :id and v.withdrawn_at is null
       for no key update`,
      { id },
    );
    if (standing === null) throw conflict('evidence-withdrawn', say('refusal.evidence-withdrawn'));
    return standing;
  }

  private async withdraw(actor: RespondentActor, evidenceId: string): Promise<void> {
    const withdrawn = await this.database.update(
      EvidenceEntity,
      { id: evidenceId, withdrawnAt: null },
      {
        withdrawnAt: expression`app.now()`,
        withdrawnBy: actor.name ?? 'A contact',
        withdrawnByContactId: actor.contactId,
      },
    );
    if (withdrawn === 0) throw notFound('file');
  }

  private async requireQuestion(assessmentId: string, question: string): Promise<AskedForFiles> {
    const known = await this.database.maybeOne<AskedForFiles>(
      `select asked ->> 'id' as id, asked ->> 'type' as type, asked ->> 'section' as section
       from app.assessment a
       join app.respondent_questionnaire q
         on q.organisation_id = a.organisation_id and q.questionnaire_version_id = a.questionnaire_version_id
       cross join jsonb_array_elements(q.document -> 'questions') asked
       where a.organisation_id = :organisationId and a.id = :assessmentId and asked ->> 'id' = :question`,
      { assessmentId, question },
    );
    if (known === null) throw notFound('question');
    return known;
  }

  /** What was not returned stays as it was submitted, its documents too, until the vendor opens it. */
  private async requireOpen(assessmentId: string, question: string | null): Promise<void> {
    if (question === null) return;
    const closed = await this.closed.of(assessmentId);
    if (closed.includes(question)) throw conflict('question-not-open');
  }

  private async requireAnswerable(assessmentId: string): Promise<void> {
    const open = await this.database.maybeOne(
      `select a.id from app.assessment a
       where a.organisation_id = :organisationId
         and a.id = :assessmentId and a.state in (${textList(ANSWERABLE_STATES)}) for key share`,
      { assessmentId },
    );
    if (open === null) throw conflict('assessment-closed', say('refusal.assessment-closed'));
  }
}

/** As the trail tells it. */
function readIn(read: Omit<VerifyEvidence, 'verified' | 'revision'>) {
  const { issuedBy, periodFrom, periodTo, expiresOn, note, alsoShows } = read;
  return { issuedBy, periodFrom, periodTo, expiresOn, note, alsoShows: alsoShows ?? [] };
}

/** Who was first, and when. */
function judgedBy({ verified, by, at }: StandingVerification, zone: string): Words {
  if (by === null || at === null) return say('refusal.stale-revision');
  const first = { by, at: { at, zone } };
  return verified
    ? say('evidence.service.verified-by', first)
    : say('evidence.service.not-verified-by', first);
}

/** A UUID of version 8, whose bits are the product's own: those of the text's SHA-256. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
