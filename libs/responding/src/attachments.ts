import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import {
  type EvidenceFile,
  EvidenceReader,
  EvidenceService,
  type StoredEvidence,
  type Upload,
} from '@countersign/evidence';
import { conflict, Database, FileStore, notFound, type RespondentActor, say } from '@countersign/platform';
import { SaveAllowance } from './save-allowance';

/** The files of a respondent. */
@Injectable()
export class Attachments {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly saves: SaveAllowance,
    private readonly reader: EvidenceReader,
    private readonly files: FileStore,
    private readonly database: Database,
  ) {}

  /**
   * Counts as a save: each leaves a line in the trail for ever, also where the file is taken away again. Removals need
   * not be counted, since only what was attached can be removed.
   */
  async attach(actor: RespondentActor, upload: Upload): Promise<EvidenceFile> {
    await this.saves.take(actor, 0);
    this.requireOwn(actor, upload.question);
    return this.evidence.attach(actor, upload);
  }

  /** Of a part only: a document of the whole belongs to whoever answers the whole. */
  private requireOwn({ sections }: RespondentActor, question: string | null): void {
    if (sections === null || (question !== null && sections.includes(`#${question}`))) return;
    throw notFound('question');
  }

  remove(actor: RespondentActor, evidenceId: string): Promise<void> {
    return this.evidence.remove(actor, evidenceId);
  }

  /** What the vendor itself sent in. No transaction is open while the bytes go out. */
  async open(actor: RespondentActor, evidenceId: string): Promise<StoredEvidence & { bytes: Readable }> {
    const stored = await this.database.run(actor, () => this.reader.stored(evidenceId));
    if (stored.assessmentId !== actor.assessmentId) throw notFound('file');
    return { ...stored, bytes: await this.files.open(stored.storageKey) };
  }

  /**
   * Nobody signs while a file of theirs is on its way, and would be left behind.
   *
   * @throws 409 `uploads-unfinished`
   */
  requireArrived(assessmentId: string): void {
    const [name, ...others] = this.evidence.unfinished(assessmentId);
    if (name === undefined) return;
    throw conflict('uploads-unfinished', say('refusal.uploads-unfinished', { name, n: others.length }));
  }
}
