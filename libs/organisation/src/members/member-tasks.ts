import type { TaskKind } from '@countersign/tasks';

/** What keeps mail from the members. */
export const memberTasks: readonly TaskKind[] = [
  {
    kind: 'member-unreachable',
    object: { kind: 'member', path: () => '/settings/suppressed-addresses', owner: null },
    title: 'task.member-unreachable.title',
    why: 'task.member-unreachable.why',
    permissions: ['organisation.manage'],
    rows: `
      select m.id as object_id, '' as part, m.name, null::uuid as vendor_id, null::uuid as owner_id,
        null::date as due_on, (s.at at time zone z.time_zone)::date as since,
        jsonb_build_object('address', m.email) as facts
      from app.suppressed_address s
      cross join zone z
      join app.member m on m.organisation_id = s.organisation_id and m.email = s.address and m.active
      where s.organisation_id = :organisationId`,
  },
  {
    kind: 'mail-switched-off',
    object: { kind: 'organisation', path: () => '/settings/system', owner: null },
    title: 'task.mail-switched-off.title',
    why: 'task.mail-switched-off.why',
    permissions: ['organisation.manage'],
    rows: `
      select o.organisation_id as object_id, '' as part, o.name, null::uuid as vendor_id, null::uuid as owner_id,
        null::date as due_on, (p.mail_off_since at time zone z.time_zone)::date as since, '{}'::jsonb as facts
      from app.organisation o cross join zone z cross join app.product p
      where o.organisation_id = :organisationId and p.mail_off_since is not null`,
  },
];
