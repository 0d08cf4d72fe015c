import { Injectable } from '@nestjs/common';
import { acceptedExtensions, OrganisationLimits } from '@countersign/limits';
import { Config } from '@countersign/platform';
import { EvidenceAllowance } from './evidence-allowance';
import type { EvidenceOfQuestion } from './evidence.dto';
import { EvidenceReader } from './evidence.reader';

export interface EvidenceDeskView {
  readonly evidence: EvidenceOfQuestion[];
  readonly maximumFileBytes: number;
  readonly maximumFiles: number;
  readonly maximumBytes: number;
  readonly usedFiles: number;
  readonly usedBytes: number;
  readonly acceptedExtensions: string[];
}

/** What a vendor's page shows of its files: those of each question, and how many more there is room for. */
@Injectable()
export class EvidenceDesk {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly allowance: EvidenceAllowance,
    private readonly limits: OrganisationLimits,
    private readonly config: Config,
  ) {}

  async of(assessmentId: string): Promise<EvidenceDeskView> {
    const { filesPerAssessment, bytesPerAssessment } = await this.limits.present();
    const used = await this.allowance.used(assessmentId);
    return {
      // What the vendor has withdrawn is no longer part of what it is about to submit.
      evidence: await this.reader.byQuestion(assessmentId, { withdrawn: false }),
      maximumFileBytes: this.config.maximumFileBytes,
      maximumFiles: filesPerAssessment,
      maximumBytes: bytesPerAssessment,
      usedFiles: used.files,
      usedBytes: used.bytes,
      acceptedExtensions: [...acceptedExtensions],
    };
  }
}
