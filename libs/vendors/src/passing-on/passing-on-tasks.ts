import { ANSWERABLE_STATES } from '@countersign/domain';
import { textList } from '@countersign/platform';
import type { TaskKind } from '@countersign/tasks';

/** Open while somebody at the vendor waits for a word, and what waits can still be passed on. */
export const passingOnTasks: readonly TaskKind[] = [
  {
    kind: 'passing-on-to-judge',
    object: { kind: 'assessment', path: (id: string) => `/assessments/${id}`, owner: null },
    title: 'task.passing-on-to-judge.title',
    why: 'task.passing-on-to-judge.why',
    permissions: ['assessment.send'],
    rows: `
      select a.id as object_id, '' as part, e.name, e.vendor_id, e.owner_id, null::date as due_on,
        (p.asked_at at time zone z.time_zone)::date as since,
        jsonb_build_object('contact', p.by_name, 'name', p.to_name) as facts
      from app.passing_on p
      cross join zone z
      join app.assessment a on a.organisation_id = p.organisation_id and a.id = p.assessment_id
      join app.invitation i on i.organisation_id = p.organisation_id and i.id = p.invitation_id
        and i.contact_id = a.contact_id
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      where p.organisation_id = :organisationId and p.state = 'waiting'
        and a.state in (${textList(ANSWERABLE_STATES)})`,
  },
];
