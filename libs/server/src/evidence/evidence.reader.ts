import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import type { EvidenceFile } from './evidence.dto';

const columns = `v.id, v.question, v.name, v.size, v.media_type, v.unopened, v.sha256, v.uploaded_at, v.uploaded_by, v.verified,
  v.expires_on, v.submitted_at is not null or v.verified as relied_on, v.withdrawn_at, v.withdrawn_by`;

/** Reads what respondents attached, under whoever's policies the transaction runs. */
@Injectable()
export class EvidenceReader {
  constructor(private readonly database: Database) {}

  ofAssessment(assessmentId: string): Promise<EvidenceFile[]> {
    return this.database.query<EvidenceFile>(
      `select ${columns} from app.evidence v where v.assessment_id = :assessmentId order by v.uploaded_at, v.id`,
      { assessmentId },
    );
  }

  /** What the vendor has withdrawn is no longer part of what it is about to submit. */
  forRespondent(assessmentId: string): Promise<EvidenceFile[]> {
    return this.database.query<EvidenceFile>(
      `select ${columns} from app.evidence v
       where v.assessment_id = :assessmentId and v.withdrawn_at is null order by v.uploaded_at, v.id`,
      { assessmentId },
    );
  }

  file(id: string): Promise<EvidenceFile> {
    return this.database.one<EvidenceFile>(
      `select ${columns} from app.evidence v where v.id = :id`,
      { id },
      'file',
    );
  }

  stored(id: string): Promise<{ name: string; storageKey: string; size: number; assessmentId: string }> {
    return this.database.one(
      'select v.name, v.storage_key, v.size, v.assessment_id from app.evidence v where v.id = :id',
      { id },
      'file',
    );
  }
}
