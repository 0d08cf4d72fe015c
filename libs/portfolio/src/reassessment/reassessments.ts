import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import type { StandingReassessment } from '../standings/reassessment-standing';
import type { ExtensionView, ReassessmentView } from './reassessment.dto';

/** When an engagement is to be assessed again, as its standing says it. */
@Injectable()
export class Reassessments {
  constructor(private readonly database: Database) {}

  async ofEngagement(engagementId: string): Promise<ReassessmentView | null> {
    const { reassessment, extension } = await this.database.one<{
      reassessment: StandingReassessment | null;
      extension: ExtensionView | null;
    }>(
      `
      select s.reassessment,
        (select jsonb_build_object('until', x.until, 'reason', x.reason, 'by', x.by_name,
           'at', to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'ended', x.ended_at is not null)
         from app.reassessment_extension x
         where x.organisation_id = s.organisation_id and x.engagement_id = s.engagement_id
           and x.assessment_id = (s.reassessment ->> 'assessmentId')::uuid
           and x.submitted_on = (s.reassessment ->> 'submittedOn')::date) as extension
      from app.standing s
      where s.organisation_id = :organisationId and s.engagement_id = :engagementId`,
      { organisationId: this.database.organisationId, engagementId },
      'engagement',
    );
    return reassessment === null ? null : { ...reassessment, extension };
  }
}
