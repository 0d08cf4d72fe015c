import { createHmac, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { MailCode, MailRow } from '@countersign/notifications';
import { Database, expression, KeyRing } from '@countersign/platform';
import { InvitationCodeEntity } from './invitation-code.entity';
import { InvitationEntity } from './invitation.entity';

/** ACCESS.md, "Invite links": six digits, ten minutes. */
export const CODE_MINUTES = 10;

/** Six digits that reach the invited address alone: with a link they prove who reads that mailbox. */
@Injectable()
export class InvitationCodes implements MailCode {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** When the mail is written, so that its ten minutes begin then. An earlier code of the invitation ends. */
  async mint({
    objectId,
    contactId,
    recipient,
  }: Pick<MailRow, 'objectId' | 'contactId' | 'recipient'>): Promise<string> {
    const { id: invitationId } = await this.database.one<Pick<InvitationEntity, 'id'>>(
      `
      select i.id
      from app.invitation i
      where i.organisation_id = :organisationId and i.assessment_id = :objectId and i.contact_id = :contactId
        and i.revoked_at is null`,
      { objectId, contactId },
      'invitation',
    );
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.database.put(
      InvitationCodeEntity,
      { invitationId },
      {
        codeHash: this.hashOf({ invitationId, address: recipient }, code),
        expiresAt: expression`now() + ${`${CODE_MINUTES} minutes`}::interval`,
      },
    );
    return code;
  }

  /** Once. A code that went to another address than the contact has now is none. */
  async redeem(of: CodeHolder, code: string): Promise<boolean> {
    const digits = code.replace(/\D/g, '');
    const used = await this.database.query(
      `
      delete from app.invitation_code c
      where c.organisation_id = :organisationId and c.invitation_id = :invitationId and c.code_hash = :hash
        and c.expires_at > now()
      returning c.invitation_id`,
      { invitationId: of.invitationId, hash: this.hashOf(of, digits) },
    );
    return used.length > 0;
  }

  /** Keyed: a million codes are tried in a moment by whoever has the table alone. */
  private hashOf({ invitationId, address }: CodeHolder, code: string): Buffer {
    return createHmac('sha256', this.keys.secretFor('invitation code'))
      .update(`${invitationId} ${address.toLowerCase()} ${code}`)
      .digest();
  }
}

interface CodeHolder {
  readonly invitationId: string;
  readonly address: string;
}
