import type { Database } from '@countersign/platform';
import type { MailRow, Reason } from '@countersign/notifications';

/** About the organisation as a whole, for those who look after its trail. */
export async function organisationReason(database: Database, row: MailRow): Promise<Reason> {
  const { organisationId } = database;
  const { name, slug, recipientMayRead } = await database.one<{
    name: string;
    slug: string;
    recipientMayRead: boolean;
  }>(
    `
    select o.name, o.slug, exists (
      select from app.member m
      where m.organisation_id = o.organisation_id and m.id = :memberId and m.roles && '{admin,auditor}'
    ) as recipient_may_read
    from app.organisation o where o.organisation_id = :organisationId`,
    { organisationId, memberId: row.memberId },
    'organisation',
  );
  return {
    fallenAway: recipientMayRead ? null : 'This person no longer looks after the audit trail.',
    facts: {
      organisationName: name,
      organisationSlug: slug,
      roleReason: 'you are an administrator or auditor',
      aboutTitle: `the audit trail of ${name}`,
    },
    path: '/audit',
    replyTo: null,
  };
}
