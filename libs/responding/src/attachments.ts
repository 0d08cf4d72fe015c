import { Injectable } from '@nestjs/common';
import { type EvidenceFile, EvidenceService, type Upload } from '@countersign/assessments';
import type { RespondentActor } from '@countersign/platform';
import { SaveAllowance } from './save-allowance';

/** The files of a respondent. */
@Injectable()
export class Attachments {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly saves: SaveAllowance,
  ) {}

  /**
   * Counts as a save: each leaves a line in the trail for ever, also where the file is taken away again. Removals need
   * not be counted, since only what was attached can be removed.
   */
  async attach(actor: RespondentActor, upload: Upload): Promise<EvidenceFile> {
    await this.saves.take(actor, 0);
    return this.evidence.attach(actor, upload);
  }

  remove(actor: RespondentActor, evidenceId: string): Promise<void> {
    return this.evidence.remove(actor, evidenceId);
  }
}
