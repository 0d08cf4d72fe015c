import { Injectable } from '@nestjs/common';
import { Ledger, type MailFacts } from '@countersign/notifications';
import { Database } from '@countersign/platform';

export interface Addressee {
  readonly contactId: string;
  readonly name: string;
  readonly email: string;
}

type ContactsMail =
  | 'assessment-delegated'
  | 'assessment-delegation-told'
  | 'assessment-delegation-refused'
  | 'assessment-delegation-ended';

/** Whom a delegation is told: the colleague, the contact in whose name it was done, and whoever owns the engagement. */
@Injectable()
export class DelegationMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Whoever delegates again and again fills no mailbox.
   *
   * @throws 429 `mailed-often`
   */
  async refuseCrowd(assessmentId: string, to: string): Promise<void> {
    await this.ledger.refuseCrowd({ kind: 'assessment', ids: [assessmentId], to }, 'assessment-delegated');
  }

  async toContact(
    kind: ContactsMail,
    assessmentId: string,
    { to, payload }: { readonly to: Addressee; readonly payload: MailFacts },
  ): Promise<void> {
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:${kind}:${await this.act()}`,
      kind,
      recipient: { address: to.email, name: to.name, contactId: to.contactId },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
      payload,
    });
  }

  /** Without an owner whoever asked. */
  async toOwner(
    kind: 'assessment-delegated-notice' | 'assessment-delegation-waits',
    assessmentId: string,
    payload: MailFacts,
  ): Promise<void> {
    const [owner] = await this.database.query<{ id: string; name: string; email: string }>(
      `
      select m.id, m.name, m.email
      from app.assessment a
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      join app.member m on m.organisation_id = a.organisation_id
        and m.id = coalesce(e.owner_id, a.asked_by_id) and m.active
      where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { assessmentId },
    );
    if (owner === undefined) return;
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:delegation:${await this.act()}`,
      kind,
      recipient: { address: owner.email, name: owner.name, memberId: owner.id },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
      payload,
    });
  }

  private async act(): Promise<string> {
    const { act } = await this.database.one<{ act: string }>('select uuidv7()::text as act');
    return act;
  }
}
