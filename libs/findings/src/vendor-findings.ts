import { Injectable } from '@nestjs/common';
import type { Said } from '@countersign/domain';
import { Database, keptInWords } from '@countersign/platform';
import type { VendorFinding } from './finding.dto';
import { LATEST_PLAN } from './latest-plan';

type VendorFindingRow = Omit<VendorFinding, 'title' | 'detail'> & {
  readonly title: Said;
  readonly detail: Said;
};

/** What a vendor is told of the findings from its answers: those that were confirmed, and what is fixed since. */
@Injectable()
export class VendorFindings {
  constructor(private readonly database: Database) {}

  /** Of the assessment that the respondent reads; no other actor is given any. */
  async ofRespondent(assessmentId: string): Promise<VendorFinding[]> {
    const rows = await this.database.query<VendorFindingRow>(
      `select f.id, f.question, f.title, f.detail, f.citation, f.severity, f.state, f.due_on,
         f.state = 'open' and f.due_on < app.today(a.time_zone) as overdue, f.fixed_at,
         ${LATEST_PLAN} as plan
       from app.assessment a cross join lookup.findings_of_respondent() f
       where a.organisation_id = :organisationId and a.id = :assessmentId
       order by f.state = 'open' desc, f.severity_rank, f.due_on, f.id`,
      { assessmentId },
    );
    return rows.map((row) => ({ ...row, title: keptInWords(row.title), detail: keptInWords(row.detail) }));
  }
}
