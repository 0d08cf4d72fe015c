import type { TaskKind } from '../kinds/task-kind';

/** A deputy who has left stands in for nobody any more. */
export const absenceTask: TaskKind = {
  kind: 'absence-without-deputy',
  object: { kind: 'member', path: (id) => `/settings/members/${id}`, owner: null },
  title: 'task.absence-without-deputy.title',
  why: 'task.absence-without-deputy.why',
  permissions: ['member.manage'],
  rows: `
    select m.id as object_id, a.id::text as part, m.name, null::uuid as vendor_id, null::uuid as owner_id,
      a.from_on as due_on, null::date as since,
      jsonb_build_object('member', m.name, 'deputy', d.name, 'from', a.from_on, 'until', a.until_on) as facts
    from app.absence a
    cross join zone z
    join app.member m on m.organisation_id = a.organisation_id and m.id = a.member_id and m.active
    join app.member d on d.organisation_id = a.organisation_id and d.id = a.deputy_id and not d.active
    where a.organisation_id = :organisationId and a.until_on >= z.today`,
};
