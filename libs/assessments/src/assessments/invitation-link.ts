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

  async mint({ objectId, contactId }: MailRow): Promise<string> {
    const token = mintToken();
    await this.database.one(
      `
      insert into app.invitation_token (organisation_id, token_hash, invitation_id)
      select i.organisation_id, :hash, i.id
      from app.invitation i
      where i.organisation_id = :organisationId and i.assessment_id = :objectId and i.contact_id = :contactId
        and i.revoked_at is null
      returning invitation_id`,
      { objectId, contactId, hash: hashToken(token) },
      'invitation',
    );
    return token;
  }
}
