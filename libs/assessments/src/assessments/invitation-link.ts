import { Injectable } from '@nestjs/common';
import { UNANSWERED_STATES } from '@countersign/domain';
import type { MailLink, MailRow } from '@countersign/notifications';
import { Database, hashToken, mintToken, textList, type Words, say } from '@countersign/platform';

/** What is mailed today opens for at least a week. */
const LEAST_DAYS = 7;

/** Of a contact into an assessment: every mail has a token of its own, of which the database keeps the hash. */
@Injectable()
export class InvitationLink implements MailLink {
  readonly path = '/respond';

  constructor(private readonly database: Database) {}

  async ended({ objectId, contactId }: MailRow): Promise<Words | null> {
    const standing = await this.database.query(
      `
      select from app.invitation i
      where i.organisation_id = :organisationId and i.assessment_id = :objectId and i.contact_id = :contactId
        and i.revoked_at is null`,
      { objectId, contactId },
    );
    return standing.length === 0 ? say('mail-reason.invitation-revoked') : null;
  }

  /** The address is looked at under a lock: a link never goes to one that the contact has just given up. */
  async mint({ objectId, contactId, recipient }: MailRow): Promise<string> {
    const token = mintToken();
    await this.keepOpen(objectId);
    await this.database.one(
      `
      insert into app.invitation_token (organisation_id, token_hash, invitation_id)
      select i.organisation_id, :hash, i.id
      from app.invitation i
      join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
      where i.organisation_id = :organisationId and i.assessment_id = :objectId and i.contact_id = :contactId
        and i.revoked_at is null and c.active and c.email = :recipient
      for share of c
      returning invitation_id`,
      { objectId, contactId, recipient, hash: hashToken(token) },
      'invitation',
    );
    return token;
  }

  /**
   * However late a mail leaves, after a long outage or on a rung that an organisation has set beyond the usual grace, its
   * link opens. Within the grace of the ladder that ships nothing is written.
   */
  private async keepOpen(assessmentId: string): Promise<void> {
    await this.database.query(
      `
      update app.assessment a set grace_until = app.today(a.time_zone) + ${LEAST_DAYS}
      where a.organisation_id = :organisationId and a.id = :assessmentId
        and a.state in (${textList(UNANSWERED_STATES)})
        and a.grace_until < app.today(a.time_zone) + ${LEAST_DAYS}`,
      { assessmentId },
    );
  }
}
