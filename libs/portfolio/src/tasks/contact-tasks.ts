import type { TaskKind } from '@countersign/tasks';

/** Nothing can be sent there: another address, or somebody else, is needed. Of whoever owns what the vendor does for us. */
export const contactTasks: readonly TaskKind[] = [
  {
    kind: 'contact-unreachable',
    object: { kind: 'vendor', path: (id) => `/vendors/${id}`, owner: null },
    title: 'task.contact-unreachable.title',
    why: 'task.contact-unreachable.why',
    permissions: ['vendor.write'],
    rows: `
      select c.vendor_id as object_id, c.id::text as part, c.name, c.vendor_id, (
          select e.owner_id from app.engagement e
          left join app.assessment a on a.organisation_id = e.organisation_id and a.engagement_id = e.id
            and a.contact_id = c.id and a.state not in ('closed', 'cancelled')
          where e.organisation_id = c.organisation_id and e.vendor_id = c.vendor_id and e.state = 'open'
            and e.owner_id is not null
          order by a.id is null, e.created_at, e.id limit 1) as owner_id,
        null::date as due_on, (s.at at time zone z.time_zone)::date as since,
        jsonb_build_object('address', c.email) as facts
      from app.suppressed_address s
      cross join zone z
      join app.contact c on c.organisation_id = s.organisation_id and c.email = s.address and c.active
      where s.organisation_id = :organisationId`,
  },
];
