import { asJson, type Database, type Words } from '@countersign/platform';
import type { MailSubject } from '../mail-subject';
import { recipientsSql } from '../recipients';
import type { Claim } from './claims';

export interface OwnerNotice {
  readonly kind: 'address-suppressed' | 'mail-failed';
  readonly occasion: string;
  /** In the mail server's words. */
  readonly refusal: Words;
}

interface Telling {
  readonly claim: Claim;
  readonly notice: OwnerNotice;
  readonly subjects: readonly MailSubject[];
}

/** The owner is told, since nobody at that address can be; without one, whoever answers for such objects. */
export async function tellOwner(database: Database, { claim, notice, subjects }: Telling): Promise<void> {
  const { row, reason } = claim;
  await database.query(
    `
    with wanted as (
      select :notificationId::uuid as id, 0 as no, :objectKind::text as object_kind, :objectId::uuid as object_id,
        array['owner'] as recipients),
    ${recipientsSql(subjects)}
    insert into app.notification
      (organisation_id, occasion, recipient, recipient_name, member_id, kind, object_kind, object_id, part,
       immediate, payload)
    select :organisationId, :occasion, t.address, t.name, t.member_id, :kind, :objectKind, :objectId::uuid, :part, true,
      :payload::jsonb
    from told t
    on conflict on constraint notification_occasion_key do nothing`,
    {
      organisationId: database.organisationId,
      notificationId: claim.notificationId,
      objectKind: row.objectKind,
      objectId: row.objectId,
      part: row.part,
      unreachable: row.recipient,
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
