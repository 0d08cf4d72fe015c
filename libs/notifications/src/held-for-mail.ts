import { notFound, type Database } from '@countersign/platform';

/** Rows that mails are about, each by the column that names it. */
const HELD = {
  assessment: `select from app.assessment where organisation_id = :organisationId and id = :id for share`,
  contract: `select from app.contract where organisation_id = :organisationId and id = :id for share`,
  engagement: `select from app.standing where organisation_id = :organisationId and engagement_id = :id for share`,
  invitation: `select from app.member_invitation where organisation_id = :organisationId and id = :id for share`,
  note: `select from app.note where organisation_id = :organisationId and id = :id for share`,
  member: `select from app.member where organisation_id = :organisationId and id = :id for share`,
} as const;

/**
 * Before it is read what a mail tells: whatever committed first, a decision or a submission, always wins, and whatever
 * comes later waits until the mail is handed over.
 */
export async function holdForMail(
  database: Database,
  thing: keyof typeof HELD,
  id: string,
): Promise<{ readonly organisationId: string; readonly id: string }> {
  const { organisationId } = database;
  const held = await database.query(HELD[thing], { organisationId, id });
  if (held.length === 0) throw notFound(thing);
  return { organisationId, id };
}
