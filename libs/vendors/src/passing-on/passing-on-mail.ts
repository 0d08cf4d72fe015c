import { Injectable } from '@nestjs/common';
import { Ledger, type MailFacts } from '@countersign/notifications';
import { Database, say } from '@countersign/platform';

interface Addressee {
  readonly id: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
}

/** Whom a passing on is told: whoever owns the engagement, and the contact in whose name it was done. */
@Injectable()
export class PassingOnMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Without an owner whoever asked. */
  async asked(assessmentId: string, state: 'passed' | 'waiting', payload: MailFacts): Promise<void> {
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
      occasion: `assessment:${assessmentId}:passing-on:${await this.act()}`,
      kind: state === 'waiting' ? 'assessment-passing-on-waits' : 'assessment-passed-on-notice',
      recipient: { address: owner.email, name: owner.name, memberId: owner.id },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
      payload,
    });
  }

  /** It is decided, or has lost its ground: nobody has to be asked about it any more. */
  async askNoMore(assessmentId: string): Promise<void> {
    const object = { kind: 'assessment', id: assessmentId } as const;
    await this.ledger.withdraw('assessment-passing-on-waits', object, say('mail-reason.passing-on-over'));
  }

  /** To the address that was invited: whoever did it without that person is found out. */
  async confirm(
    { id, contactId, contactName: name, contactEmail: address }: Addressee,
    kind: 'assessment-passed-on' | 'assessment-passing-on-refused',
    payload: MailFacts,
  ): Promise<void> {
    await this.ledger.enqueue({
      occasion: `assessment:${id}:${kind}:${await this.act()}`,
      kind,
      recipient: { address, name, contactId },
      object: { kind: 'assessment', id },
      immediate: true,
      payload,
    });
  }

  private async act(): Promise<string> {
    const { act } = await this.database.one<{ act: string }>('select uuidv7()::text as act');
    return act;
  }
}
