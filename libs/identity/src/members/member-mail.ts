import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger, type MailFacts } from '@countersign/notifications';
import { Database, say, type Words } from '@countersign/platform';

/** What can change about how somebody signs in. */
export const signInChanges = [
  'password-changed',
  'password-reset',
  'totp-added',
  'totp-removed',
  'totp-lost',
  'recovery-codes-made',
  'recovery-code-used',
  'passkey-added',
  'passkey-removed',
  'second-factor-reset',
  'second-factor-reset-by-operator',
  'identity-linked',
  'identity-unlinked',
  'api-token-made',
] as const;
export type SignInChange = (typeof signInChanges)[number];

type AccountMailKind = 'sign-in-changed' | 'sign-in-warning' | 'password-reset';

const resetsAnHour = 5;

interface Addressee {
  readonly email: string;
  readonly name: string;
  readonly at: string;
  readonly zone: string;
}

/** Mail about a member's own account; each is written down in the transaction of what it tells. */
@Injectable()
export class MemberMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Security notices go to the person whatever the organisation mutes (MAIL 8). `which` names the passkey or token. */
  async tellOfChange(memberId: string, change: SignInChange, which: string | null = null): Promise<void> {
    const { actor } = this.database;
    const from = 'from' in actor ? (actor.from ?? '') : '';
    await this.send(memberId, 'sign-in-changed', `sign-in-changed/${randomUUID()}`, {
      change: say(`sign-in.${change}`),
      which: which ?? '',
      from,
    });
  }

  /** At most one a day for each member, however many guesses there are. */
  async warnOfTries(memberId: string, from: string | null): Promise<void> {
    if ((await this.countOf(memberId, 'sign-in-warning', '1 day')) > 0) return;
    await this.send(memberId, 'sign-in-warning', `sign-in-warning/${randomUUID()}`, { from: from ?? '' });
  }

  /**
   * `askedBy` is the administrator's name, or words for whoever has none; null when somebody asked at the sign-in page,
   * where a stranger must not be able to fill a mailbox. The link is minted when the mail is written.
   */
  async offerReset(memberId: string, askedBy: string | Words | null): Promise<void> {
    if (askedBy === null && (await this.countOf(memberId, 'password-reset', '1 hour')) >= resetsAnHour)
      return;
    if (askedBy !== null)
      await this.ledger.refuseCrowd({ kind: 'member', ids: [memberId] }, 'password-reset');
    await this.send(memberId, 'password-reset', `password-reset/${randomUUID()}`, {
      asked: askedBy === null ? say('reset.asked-by-somebody') : askedBy,
    });
  }

  private async countOf(memberId: string, kind: AccountMailKind, within: string): Promise<number> {
    const { count } = await this.database.one<{ count: number }>(
      `
      select count(*) from app.notification n
      where n.organisation_id = :organisationId and n.member_id = :memberId and n.kind = :kind
        and n.created_at > app.now() - :within::interval`,
      { organisationId: this.database.organisationId, memberId, kind, within },
    );
    return count;
  }

  private async send(
    memberId: string,
    kind: AccountMailKind,
    occasion: string,
    facts: MailFacts,
  ): Promise<void> {
    const { email, name, at, zone } = await this.addressee(memberId);
    await this.ledger.enqueue({
      occasion,
      kind,
      recipient: { address: email, name, memberId },
      object: { kind: 'member', id: memberId },
      immediate: true,
      payload: { ...facts, when: { at, zone } },
    });
  }

  private addressee(memberId: string): Promise<Addressee> {
    return this.database.one<Addressee>(
      `
      select m.email, m.name, app.now() as at, o.time_zone as zone
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
  }
}
