import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import { AssessmentOutcomeEntity } from './assessment-outcome.entity';

type Outcome = Omit<AssessmentOutcomeEntity, 'organisationId' | 'assessmentId'>;

/** How an assessment ended: one that was brought back ends once more. Whoever writes holds its row. */
@Injectable()
export class Outcomes {
  constructor(private readonly database: Database) {}

  async keep(assessmentId: string, outcome: Partial<Outcome>): Promise<void> {
    const known = await this.database.update(AssessmentOutcomeEntity, { assessmentId }, outcome);
    if (known === 0) await this.database.insert(AssessmentOutcomeEntity, { assessmentId, ...outcome });
  }
}
