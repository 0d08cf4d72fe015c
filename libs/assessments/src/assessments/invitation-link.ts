import { Injectable } from '@nestjs/common';
import type { MailLink, MailRow } from '@countersign/notifications';
import { Database, hashToken, mintToken, type Words, say } from '@countersign/platform';

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
}
