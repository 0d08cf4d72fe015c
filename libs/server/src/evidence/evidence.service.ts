import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import { Audit } from '../audit/audit';
import {
  Config,
  conflict,
  Database,
  FileStore,
  invalid,
  type MemberActor,
  notFound,
  type RespondentActor,
} from '../platform';
import { EvidenceAllowance } from './evidence-allowance';
import type { EvidenceFile } from './evidence.dto';
import { EvidenceReader } from './evidence.reader';

const SNIFFED_BYTES = 4100;

/** What a vendor may attach: documents, pictures and text, told by content and never by name. */
const ACCEPTED = new Set([
  'application/pdf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'image/png',
  'image/jpeg',
]);

interface Upload {
  readonly question: string | null;
  readonly name: string;
  readonly body: Readable;
}

@Injectable()
export class EvidenceService {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly reader: EvidenceReader,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly allowance: EvidenceAllowance,
  ) {}

  attach(actor: RespondentActor, upload: Upload): Promise<EvidenceFile> {
    return this.allowance.whileArriving(actor.assessmentId, () => this.take(actor, upload));
  }

  /** Bytes first, then the row; no transaction is open while they arrive. */
  private async take(actor: RespondentActor, { question, name, body }: Upload): Promise<EvidenceFile> {
    const cleanName = checkName(name);
    await this.allowance.requireRoomInOrganisation(actor.organisationId);
    await this.database.run(actor, () => this.allowance.requireRoom(actor.assessmentId, 0));
    // A body that is refused half-way must not take the connection with it: the refusal goes out on it.
    const bytes = Readable.from(body.iterator({ destroyOnReturn: false }));
    const stored = await this.files.put(bytes, { maximumBytes: this.config.maximumFileBytes });
    try {
      if (stored.size === 0) throw invalid([{ field: 'file', message: 'This file is empty.' }]);
      const mediaType = await this.sniff(stored.key);
      return await this.database.run(actor, async () => {
        await this.requireAnswerable(actor.assessmentId);
        if (question !== null) await this.requireQuestion(actor.assessmentId, question);
        await this.allowance.requireRoom(actor.assessmentId, stored.size);
        const { id } = await this.database.one<{ id: string }>('select uuidv7()::text as id');
        await this.database.query(
          `insert into app.evidence
             (organisation_id, id, assessment_id, question, name, size, media_type, sha256, storage_key,
              uploaded_by_contact_id, uploaded_by)
           values
             (:organisationId, :id, :assessmentId, :question, :name, :size, :mediaType, :sha256, :key,
              :contactId, :contactName)`,
          {
            organisationId: actor.organisationId,
            id,
            assessmentId: actor.assessmentId,
            question,
            name: cleanName,
            size: stored.size,
            mediaType,
            sha256: stored.sha256,
            key: stored.key,
            contactId: actor.contactId,
            contactName: actor.name ?? 'A contact',
          },
        );
        await this.audit.record({
          what: 'evidence.attached',
          object: { kind: 'assessment', id: actor.assessmentId },
          after: { evidenceId: id, question, name: cleanName, sha256: stored.sha256 },
        });
        return this.reader.file(id);
      });
    } catch (error) {
      await this.files.remove(stored.key);
      throw error;
    }
  }

  /** Only while the vendor may still answer; the bytes go after the commit. */
  async remove(actor: RespondentActor, evidenceId: string): Promise<void> {
    await this.requireAnswerable(actor.assessmentId);
    const { storageKey, name, assessmentId } = await this.reader.stored(evidenceId);
    if (assessmentId !== actor.assessmentId) throw notFound('file');
    await this.database.continueAsJob('respondent');
    await this.database.query('delete from app.evidence where id = :evidenceId', { evidenceId });
    await this.audit.record({
      what: 'evidence.removed',
      object: { kind: 'assessment', id: assessmentId },
      before: { evidenceId, name },
      detail: { contactId: actor.contactId, contactName: actor.name ?? null },
    });
    this.database.afterCommit(() => this.files.remove(storageKey));
  }

  async setVerified(id: string, verified: boolean, member: MemberActor): Promise<string> {
    const { assessmentId } = await this.reader.stored(id);
    await this.database.query(
      'update app.evidence set verified = :verified, verified_by = :name where id = :id',
      { id, verified, name: verified ? member.name : null },
    );
    await this.audit.record({
      what: verified ? 'evidence.verified' : 'evidence.verification-withdrawn',
      object: { kind: 'assessment', id: assessmentId },
      after: { evidenceId: id },
    });
    return assessmentId;
  }

  /** Told by its content; a text has no signature, so what is neither known nor binary is text. */
  private async sniff(key: string): Promise<string> {
    const start = await firstBytes(await this.files.open(key), SNIFFED_BYTES);
    const found = await fileTypeFromBuffer(start);
    if (found === undefined && !start.includes(0)) return 'text/plain';
    if (found !== undefined && ACCEPTED.has(found.mime)) return found.mime;
    throw invalid([
      {
        field: 'file',
        message: 'Attach a PDF, an Office or OpenDocument file, a picture (PNG, JPEG), a ZIP or plain text.',
      },
    ]);
  }

  private async requireQuestion(assessmentId: string, question: string): Promise<void> {
    const known = await this.database.maybeOne(
      `select a.id
       from app.assessment a
       join app.respondent_questionnaire q
         on q.organisation_id = a.organisation_id and q.questionnaire_version_id = a.questionnaire_version_id
       where a.id = :assessmentId
         and q.document -> 'questions' @> jsonb_build_array(jsonb_build_object('id', :question::text))`,
      { assessmentId, question },
    );
    if (known === null) throw notFound('question');
  }

  private async requireAnswerable(assessmentId: string): Promise<void> {
    const open = await this.database.maybeOne(
      `select a.id from app.assessment a
       where a.id = :assessmentId and a.state in ('sent', 'opened', 'answering', 'returned') for key share`,
      { assessmentId },
    );
    if (open === null)
      throw conflict('assessment-closed', 'The answers are submitted: nothing can be changed now.');
  }
}

function checkName(name: string): string {
  const clean =
    name
      .replace(/\p{Cc}/gu, '')
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? '';
  if (clean === '' || clean.length > 200)
    throw invalid([{ field: 'name', message: 'Give the file a shorter name.' }]);
  return clean;
}

async function firstBytes(stream: Readable, count: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= count) break;
  }
  return Buffer.concat(chunks).subarray(0, count);
}
