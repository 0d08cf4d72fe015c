import { Injectable } from '@nestjs/common';
import { Database } from '../platform';
import type { EvidenceFile } from './evidence.dto';

const columns = `v.id, v.question, v.name, v.size, v.media_type, v.sha256, v.uploaded_at, v.uploaded_by, v.verified,
  v.expires_on`;

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
