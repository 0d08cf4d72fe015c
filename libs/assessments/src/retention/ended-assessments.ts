import { ENDED_STATES } from '@countersign/domain';
import { say, textList } from '@countersign/platform';
import type { Unheld } from '@countersign/platform';

/** Ids of ended assessments whose period was over at `:before` and whose vendor nobody holds. */
export const endedAssessments = ({ ofVendor }: Unheld): string => `
  select a.id from app.assessment a
  join app.engagement g on g.organisation_id = a.organisation_id and g.id = a.engagement_id
  where a.organisation_id = :organisationId
    and a.state in (${textList(ENDED_STATES)})
    and coalesce(a.closed_at, a.submitted_at, a.sent_at, a.created_at) < :before
    and ${ofVendor('g.vendor_id')}`;

export const keptFrom = say('retention-answers.kept-from');
