import { ANSWERABLE_STATES } from '@countersign/domain';
import { textList } from '@countersign/platform';
import type { TaskKind } from '@countersign/tasks';

/** Open while somebody at the vendor waits for a word, and what waits can still be answered. */
export const delegatingTasks: readonly TaskKind[] = [
  {
    kind: 'delegation-to-judge',
    object: { kind: 'assessment', path: (id: string) => `/assessments/${id}`, owner: null },
    title: 'task.delegation-to-judge.title',
    why: 'task.delegation-to-judge.why',
    permissions: ['assessment.send'],
    rows: `
      select a.id as object_id, d.id::text as part, e.name, e.vendor_id, e.owner_id, null::date as due_on,
        (d.asked_at at time zone z.time_zone)::date as since,
        jsonb_build_object('contact', d.by_name, 'name', d.to_name) as facts
      from app.delegation d
      cross join zone z
      join app.assessment a on a.organisation_id = d.organisation_id and a.id = d.assessment_id
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      where d.organisation_id = :organisationId and d.state = 'waiting'
        and a.state in (${textList(ANSWERABLE_STATES)})`,
  },
];
