import { Injectable } from '@nestjs/common';
import { Database, invalid, say } from '@countersign/platform';
import type { VerifyEvidence } from './evidence.dto';
import { EvidenceReadingEntity } from './evidence-reading.entity';

/** What a reviewer has read in a document, and which answers it shows beside that of its own question. */
@Injectable()
export class EvidenceReadings {
  constructor(private readonly database: Database) {}

  async keep(
    assessmentId: string,
    evidenceId: string,
    { issuedBy, periodFrom, periodTo, note, alsoShows }: VerifyEvidence,
  ): Promise<void> {
    if (periodFrom !== null && periodTo !== null && periodFrom > periodTo)
      throw invalid([{ field: 'periodTo', message: say('evidence-readings.period-ends-before') }]);
    const shown = await this.answered(assessmentId, alsoShows ?? []);
    await this.database.put(
      EvidenceReadingEntity,
      { evidenceId },
      { issuedBy, periodFrom, periodTo, note, alsoShows: shown },
    );
  }

  /** A document shows an answer as it stands: what is answered anew is shown anew. */
  private async answered(
    assessmentId: string,
    questions: readonly string[],
  ): Promise<Record<string, number>> {
    if (questions.length === 0) return {};
    const rows = await this.database.query<{ question: string; revision: number }>(
      `select r.question, max(r.revision) as revision from app.answer_revision r
       where r.organisation_id = :organisationId and r.assessment_id = :assessmentId
         and r.question = any (:questions)
       group by r.question`,
      { assessmentId, questions },
    );
    if (rows.length < questions.length)
      throw invalid([{ field: 'alsoShows', message: say('evidence-readings.not-answered') }]);
    return Object.fromEntries(rows.map(({ question, revision }) => [question, revision]));
  }
}
