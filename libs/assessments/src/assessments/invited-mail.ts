import { Injectable } from '@nestjs/common';
import { Ledger, type MailFacts } from '@countersign/notifications';
import { Database } from '@countersign/platform';
import { type InvitedContact, sentAbout } from './sending.service';

type Told =
  | 'assessment-asked-again'
  | 'assessment-due-changed'
  | 'assessment-cancelled'
  | 'assessment-brought-back'
  | 'assessment-stands-again';

/** What everybody is told who was invited to an assessment: the lead contact, and whoever answers a part of it. */
@Injectable()
export class InvitedMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Before an act by hand that tells of it: what people are told about one engagement counts together, by whichever of
   * its assessments.
   *
   * @throws 429 `mailed-often`
   */
  async refuseCrowd(kind: Told, { engagementId }: { readonly engagementId: string }): Promise<void> {
    await this.ledger.refuseCrowd(await sentAbout(this.database, engagementId), kind);
  }

  /** Each act mails once. `except` gets another mail that says it too. */
  async tell(
    id: string,
    kind: Told,
    { payload = {}, except = null }: { readonly payload?: MailFacts; readonly except?: string | null } = {},
  ): Promise<void> {
    const invited = await this.database.query<InvitedContact & { readonly act: string }>(
      `
      select c.id, c.name, c.email, uuidv7()::text as act
      from app.invitation i
      join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
      where i.organisation_id = :organisationId and i.assessment_id = :id and i.revoked_at is null and c.active
        and i.contact_id is distinct from :except::uuid
      order by i.id`,
      { id, except },
    );
    for (const contact of invited) {
      await this.ledger.enqueue({
        occasion: `assessment:${id}:${kind}:${contact.act}`,
        kind,
        recipient: { address: contact.email, name: contact.name, contactId: contact.id },
        object: { kind: 'assessment', id },
        immediate: true,
        payload,
      });
    }
  }
}
