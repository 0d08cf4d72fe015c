import { asJson, type Database } from '@countersign/platform';
import type { Claim } from './claims';

interface OwnerNotice {
  readonly kind: 'address-suppressed' | 'mail-failed';
  readonly occasion: string;
  /** In the mail server's words. */
  readonly refusal: string;
}

/** The owner is told, since nobody at that address can be; without one, whoever answers for such objects. */
export async function tellOwner(
  database: Database,
  { row, reason }: Claim,
  notice: OwnerNotice,
): Promise<void> {
  await database.query(
    `
    with object as (
      select e.owner_id, 'risk' as fallback
      from app.assessment a
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      where a.organisation_id = :organisationId and :objectKind = 'assessment' and a.id = :objectId
      union all
      select c.owner_id, 'procurement'
      from app.contract c
      where c.organisation_id = :organisationId and :objectKind = 'contract' and c.id = :objectId),
    reachable as (
      select m.*
      from app.member m
      where m.organisation_id = :organisationId and m.active and m.email <> :address),
    told as (
      select m.id, m.email, m.name, 1 as choice from reachable m join object o on o.owner_id = m.id
      union all
      select m.id, m.email, m.name, 2 from reachable m join object o on o.fallback = any (m.roles)
      union all
      select m.id, m.email, m.name, 3 from reachable m where 'admin' = any (m.roles))
    insert into app.notification
      (organisation_id, occasion, recipient, recipient_name, member_id, kind, object_kind, object_id, part,
       immediate, payload)
    select distinct on (t.email) :organisationId, :occasion, t.email, t.name, t.id, :kind, :objectKind,
      :objectId::uuid, :part, true, :payload::jsonb
    from told t
    where t.choice = (select min(choice) from told)
    on conflict on constraint notification_occasion_key do nothing`,
    {
      organisationId: database.organisationId,
      objectKind: row.objectKind,
      objectId: row.objectId,
      part: row.part,
      address: row.recipient,
      occasion: notice.occasion,
      kind: notice.kind,
      payload: asJson({
        refusedAddress: row.recipient,
        refusal: notice.refusal,
        aboutTitle: reason.facts['aboutTitle'] ?? '',
      }),
    },
  );
}
