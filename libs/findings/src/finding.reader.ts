import { Injectable } from '@nestjs/common';
import type { Said } from '@countersign/domain';
import {
  Database,
  keptInWords,
  listPage,
  searchPattern,
  wordingOf,
  type SortKey,
} from '@countersign/platform';
import { FindingSources } from './finding-source';
import type { Finding, FindingPage, FindingQuery } from './finding.dto';
import { LATEST_PLAN } from './latest-plan';

const sorts: Readonly<Record<string, SortKey>> = {
  severity: { expression: 'm.severity_rank', type: 'integer' },
  dueOn: { expression: 'm.due_on', type: 'date' },
  vendor: { expression: 'lower(m.vendor_name)', type: 'text' },
};

// Proposed findings count as open until somebody has judged them: a gap nobody has looked at is still a gap.
const matched = `
  select
    f.id, f.engagement_id, e.name as engagement_name, v.id as vendor_id, v.name as vendor_name, f.source,
    f.question, f.clause, f.title, f.detail, f.citation, f.severity, f.severity_rank, f.knockout, f.state, f.due_on,
    f.state in ('proposed', 'open') and f.due_on < app.today(o.time_zone) as overdue,
    f.verdict_by, f.verdict_note, f.verdict_at, ${LATEST_PLAN} as plan
  from app.finding f
  join app.engagement e on e.organisation_id = f.organisation_id and e.id = f.engagement_id
  join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
  join app.organisation o on o.organisation_id = f.organisation_id
  where f.organisation_id = :organisationId
    and (:id::uuid is null or f.id = :id)
    and (v.state = 'active' and e.state = 'open' or num_nonnulls(:id::uuid, :engagementId::uuid, :assessmentId::uuid) > 0)
    and (:engagementId::uuid is null or f.engagement_id = :engagementId)
    and (:assessmentId::uuid is null or f.assessment_id = :assessmentId)
    and (:severity::text is null or f.severity = :severity)
    and (:state::text is null or f.state = :state
      or (:state = 'open' and f.state = 'proposed'))
    and (:overdue::boolean is null
      or (f.state in ('proposed', 'open') and f.due_on < app.today(o.time_zone)) = :overdue)
    and (:pattern::text is null or e.vendor_id in (select lookup.vendors_named(:pattern))
      or f.id in (select lookup.findings_named(:pattern)))`;

const everything = {
  id: null,
  engagementId: null,
  assessmentId: null,
  severity: null,
  state: null,
  overdue: null,
  pattern: null,
} as const;

/** Words only once somebody reads them. */
type FoundRow = Omit<Finding, 'sourceTitle' | 'title' | 'detail' | 'because'> & {
  readonly title: Said;
  readonly detail: Said;
  readonly severityRank?: number;
  readonly placeOf?: readonly string[];
  readonly totalRows?: number | null;
};

@Injectable()
export class FindingReader {
  constructor(
    private readonly database: Database,
    private readonly sources: FindingSources,
  ) {}

  async list(query: FindingQuery): Promise<FindingPage> {
    const page = await listPage<FoundRow>(this.database, query, {
      matched,
      parameters: {
        ...everything,
        engagementId: query.engagementId ?? null,
        severity: query.severity ?? null,
        state: query.state ?? null,
        overdue: query.overdue ?? null,
        pattern: searchPattern(query.search),
      },
      sorts,
      sort: 'severity',
      direction: 'asc',
    });
    return { ...page, items: page.items.map((row) => this.toFinding(row)) };
  }

  async finding(id: string): Promise<Finding> {
    return this.toFinding(await this.database.one<FoundRow>(matched, { ...everything, id }, 'finding'));
  }

  ofEngagement(engagementId: string): Promise<Finding[]> {
    return this.some({ engagementId });
  }

  ofAssessment(assessmentId: string): Promise<Finding[]> {
    return this.some({ assessmentId });
  }

  private async some(which: { engagementId: string } | { assessmentId: string }): Promise<Finding[]> {
    const rows = await this.database.query<FoundRow>(
      `${matched} order by (f.state in ('proposed', 'open')) desc, f.severity_rank, f.due_on, f.id`,
      { ...everything, ...which },
    );
    return rows.map((row) => this.toFinding(row));
  }

  private toFinding({ severityRank: _rank, placeOf: _place, totalRows: _total, ...row }: FoundRow): Finding {
    const because = wordingOf(row.detail);
    return {
      ...row,
      sourceTitle: this.sources.titleOf(row.source),
      title: keptInWords(row.title),
      detail: because.text,
      because,
    };
  }
}
