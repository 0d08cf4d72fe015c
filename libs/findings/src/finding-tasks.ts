import type { ServerText } from '@countersign/content';
import type { TaskKind, TaskObject } from '@countersign/tasks';

/** From so many days before its day on somebody asks the vendor about a gap. */
const AHEAD_DAYS = 14;

/** Gaps are judged and worked off in the register, and are of the owner of their engagement. */
const engagement: TaskObject = {
  kind: 'engagement',
  path: (id, finding) => `/findings?engagementId=${id}&finding=${finding}`,
  owner: {
    column: 'owner_id',
    event: 'engagement.owner-changed',
    field: 'owner',
    revision: 'details_revision',
  },
};

/** A clause by its name, without what is wrong with it. */
const CLAUSE: ServerText = 'task.finding.clause';

const findingsThat = (where: string) => `
  select f.engagement_id as object_id, f.id::text as part, e.name, e.vendor_id, e.owner_id, f.due_on,
    (f.created_at at time zone z.time_zone)::date as since,
    jsonb_build_object('finding', f.title, 'severity', f.severity, 'name', case
      when f.question is not null then
        jsonb_build_object('code', 'as-written', 'parameters', jsonb_build_object('text', f.question))
      when f.title ->> 'code' = 'finding.clause.title' then jsonb_set(f.title, '{code}', '"${CLAUSE}"')
      else f.title end) as facts
  from app.finding f
  cross join zone z
  join app.engagement e on e.organisation_id = f.organisation_id and e.id = f.engagement_id and e.state = 'open'
  where f.organisation_id = :organisationId and ${where}`;

export const findingTasks: readonly TaskKind[] = [
  {
    kind: 'finding-to-judge',
    object: engagement,
    title: 'task.finding-to-judge.title',
    called: 'task.finding-to-judge.called',
    why: 'task.finding.why',
    permissions: ['finding.judge'],
    rows: findingsThat(`f.state = 'proposed'`),
  },
  {
    kind: 'finding-to-close',
    object: engagement,
    title: 'task.finding-to-close.title',
    called: 'task.finding-to-close.called',
    why: 'task.finding.why',
    permissions: ['vendor.write', 'finding.judge'],
    // What no answer brought up is for our own side to mend: at once.
    rows: findingsThat(
      `f.state = 'open' and (f.assessment_id is null or f.due_on <= z.today + ${AHEAD_DAYS})`,
    ),
  },
];
