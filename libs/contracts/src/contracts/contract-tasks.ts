import type { SharedRows, TaskKind, TaskObject } from '@countersign/tasks';
import { CLAUSE_REVIEW_DAYS } from '@countersign/domain';

/** From so many days before its day on it is looked at: as many as the dashboard shows renewals for. */
const DECISION_DAYS = 120;
const REVIEW_DAYS = 30;

const contract = (place: string): TaskObject => ({
  kind: 'contract',
  path: (id) => `/contracts/${id}${place}`,
  owner: { column: 'owner_id', event: 'contract.owner-changed', field: 'owner', revision: 'revision' },
});

interface Wanted {
  readonly dueOn?: string;
  readonly since?: string;
  readonly facts?: string;
  readonly from?: string;
  readonly where: string;
}

/** The contracts that count and have not ended. */
const servedContracts: SharedRows = {
  name: 'served_contract',
  sql: `
    select c.organisation_id, c.id, c.title, c.vendor_id, c.owner_id, c.created_at, c.state, c.signed_on, c.due_on,
      c.due_ending, c.clauses_to_review, c.review_due_on, c.unknown_parts <> '{}' as with_unknowns,
      c.terms ->> 'endedEarlyOn' as ended_early_on
    from app.contract c
    where c.organisation_id = :organisationId and c.state <> 'ended' and app.contract_counts(c)`,
};

/** The day of its recording is since when what was never said is missing. */
function contractsThat({ dueOn, since, facts, from, where }: Wanted): string {
  return `
    select c.id as object_id, '' as part, c.title as name, c.vendor_id, c.owner_id, ${dueOn ?? 'null::date'} as due_on,
      ${since ?? '(c.created_at at time zone z.time_zone)::date'} as since,
      jsonb_build_object(${facts ?? ''}) as facts
    from served_contract c cross join zone z ${from ?? ''}
    where ${where}`;
}

type Named = Pick<TaskKind, 'kind' | 'title' | 'why'> & { readonly place?: string };

const kind = ({ place = '', ...named }: Named, wanted: Wanted): TaskKind => ({
  ...named,
  object: contract(place),
  permissions: ['contract.write'],
  rows: contractsThat(wanted),
  over: servedContracts,
});

/** What the state of a contract asks of somebody. */
export const contractTasks: readonly TaskKind[] = [
  kind(
    {
      kind: 'contract-terms-unknown',
      title: 'task.contract-terms-unknown.title',
      why: 'task.contract-terms-unknown.why',
    },
    { where: 'c.with_unknowns' },
  ),
  kind(
    { kind: 'contract-unsigned', title: 'task.contract-unsigned.title', why: 'task.contract-unsigned.why' },
    { where: 'c.signed_on is null' },
  ),
  kind(
    {
      kind: 'contract-decision-due',
      title: 'task.contract-decision-due.title',
      why: 'task.contract-decision-due.why',
    },
    {
      dueOn: 'c.due_on',
      since: `c.due_on - ${DECISION_DAYS}`,
      facts: `'day', c.due_on, 'ending', c.due_ending`,
      where: `c.due_on <= z.today + ${DECISION_DAYS}`,
    },
  ),
  kind(
    {
      kind: 'contract-held-over',
      title: 'task.contract-held-over.title',
      why: 'task.contract-held-over.why',
    },
    {
      dueOn: 'l.day',
      since: 'l.day + 1',
      from: `cross join lateral (
        select coalesce(c.ended_early_on::date, max(t.last_day)) as day from app.contract_term t
        where t.organisation_id = c.organisation_id and t.contract_id = c.id) l`,
      facts: `'day', l.day`,
      where: `c.state = 'held-over'`,
    },
  ),
  kind(
    {
      kind: 'contract-review-due',
      title: 'task.contract-review-due.title',
      why: 'task.contract-review-due.why',
    },
    {
      dueOn: 'm.target_date',
      since: `m.target_date - ${REVIEW_DAYS}`,
      from: `join app.milestone m on m.organisation_id = c.organisation_id and m.object_kind = 'contract'
        and m.object_id = c.id and m.ladder = 'contract-review' and m.closed_at is null`,
      facts: `'day', m.target_date`,
      where: `m.target_date <= z.today + ${REVIEW_DAYS}`,
    },
  ),
  kind(
    {
      kind: 'contract-clauses-to-review',
      place: '?tab=clauses',
      title: 'task.contract-clauses-to-review.title',
      why: 'task.contract-clauses-to-review.why',
    },
    {
      dueOn: 'c.review_due_on',
      since: `c.review_due_on - ${CLAUSE_REVIEW_DAYS}`,
      facts: `'clauses', c.clauses_to_review`,
      where: 'c.clauses_to_review > 0',
    },
  ),
  kind(
    {
      kind: 'contract-ownerless',
      title: 'task.contract-ownerless.title',
      why: 'task.contract-ownerless.why',
    },
    { where: 'c.owner_id is null' },
  ),
  {
    ...kind(
      {
        kind: 'contract-owner-left',
        title: 'task.contract-owner-left.title',
        why: 'task.contract-owner-left.why',
      },
      {
        since: 'null::date',
        from: `join app.member w on w.organisation_id = c.organisation_id and w.id = c.owner_id and not w.active`,
        facts: `'owner', w.name`,
        where: 'true',
      },
    ),
    permissions: ['contract.write', 'member.manage'],
  },
];
