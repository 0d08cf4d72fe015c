import { ANSWERABLE_STATES, REVIEWABLE_STATES } from '@countersign/domain';
import { textList } from '@countersign/platform';
import type { TaskKind, TaskObject } from '@countersign/tasks';

const path = (id: string) => `/assessments/${id}`;

const reviewed: TaskObject = {
  kind: 'assessment',
  path,
  owner: {
    column: 'reviewer_id',
    event: 'assessment.reviewer-changed',
    field: 'reviewer',
    revision: null,
  },
};

/** What waits for the vendor is of whoever owns the engagement, and the assessment itself has no owner. */
const asked: TaskObject = { kind: 'assessment', path, owner: null };

/** Also what goes on after its engagement has ended, since an end may keep it; it rests while the vendor is archived. */
const assessmentsThat = (
  where: string,
  of: { readonly owner: string; readonly dueOn: string; readonly since: string; readonly facts: string },
) => `
  select a.id as object_id, '' as part, e.name, e.vendor_id, ${of.owner} as owner_id, ${of.dueOn} as due_on,
    ${of.since} as since, jsonb_build_object(${of.facts}) as facts
  from app.assessment a
  cross join zone z
  join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
  where a.organisation_id = :organisationId and ${where}`;

const late = {
  owner: 'e.owner_id',
  dueOn: 'a.due_on',
  since: 'a.due_on + 1',
  facts: `'contact', a.contact_name, 'day', a.due_on`,
};

const declined = (what: string) => `(
  select ${what} from app.assessment_decline d
  where d.organisation_id = a.organisation_id and d.assessment_id = a.id and d.ended_at is null)`;

export const assessmentTasks: readonly TaskKind[] = [
  {
    kind: 'assessment-to-review',
    object: reviewed,
    title: 'task.assessment-to-review.title',
    why: 'task.assessment-to-review.why',
    permissions: ['assessment.review'],
    rows: assessmentsThat(`a.state in (${textList(REVIEWABLE_STATES)})`, {
      owner: 'a.reviewer_id',
      dueOn: 'null::date',
      since: '(a.submitted_at at time zone z.time_zone)::date',
      facts: `'contact', a.contact_name, 'day', (a.submitted_at at time zone z.time_zone)::date`,
    }),
  },
  {
    kind: 'assessment-overdue',
    object: asked,
    title: 'task.assessment-overdue.title',
    why: 'task.assessment-overdue.why',
    permissions: ['assessment.send'],
    rows: assessmentsThat(
      `a.state in (${textList(ANSWERABLE_STATES)}) and a.state <> 'returned' and a.due_on < z.today`,
      late,
    ),
  },
  {
    kind: 'assessment-returned-overdue',
    object: asked,
    title: 'task.assessment-returned-overdue.title',
    why: 'task.assessment-returned-overdue.why',
    permissions: ['assessment.send'],
    rows: assessmentsThat(`a.state = 'returned' and a.due_on < z.today`, late),
  },
  {
    kind: 'assessment-declined',
    object: asked,
    title: 'task.assessment-declined.title',
    why: 'task.assessment-declined.why',
    permissions: ['assessment.send', 'assessment.review'],
    rows: assessmentsThat(`e.state = 'open' and a.state = 'declined'`, {
      owner: 'e.owner_id',
      dueOn: 'null::date',
      since: declined(`(d.at at time zone z.time_zone)::date`),
      facts: `'contact', ${declined('d.by_name')}, 'day', ${declined(`(d.at at time zone z.time_zone)::date`)}`,
    }),
  },
  {
    kind: 'follow-up-to-send',
    object: asked,
    title: 'task.follow-up-to-send.title',
    why: 'task.follow-up-to-send.why',
    permissions: ['assessment.send'],
    rows: assessmentsThat(
      `e.state = 'open' and a.state <> 'cancelled' and a.off_cycle @? '$.* ? (@ == null)'`,
      {
        owner: 'e.owner_id',
        dueOn: 'null::date',
        since: 'null::date',
        facts: `'contact', a.contact_name`,
      },
    ),
  },
];
