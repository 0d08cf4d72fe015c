import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Ledger } from '@countersign/notifications';
import { Database } from '@countersign/platform';

/** What can change about how somebody signs in, as the mail about it says. */
export const signInChanges = {
  'password-changed':
    'Your password was changed. Your other sessions were ended and every API token revoked.',
  'password-reset':
    'A new password was set with a link that was mailed to you. Every open session was ended and every API token revoked.',
  'totp-added': 'An authenticator app was added as a second factor.',
  'totp-removed': 'The authenticator app was removed as a second factor.',
  'totp-lost':
    'The codes of your authenticator app work no longer: this installation lost the key that protected them. A second factor is still asked for. Use a recovery code or a passkey, then remove the app on the page of your account and set it up again; without either, an administrator resets your second factors.',
  'recovery-codes-made': 'New recovery codes were made; older ones no longer work.',
  'recovery-code-used': 'A recovery code was used to sign in.',
  'passkey-added': 'A passkey was added.',
  'passkey-removed': 'A passkey was removed.',
  'second-factor-reset': 'An administrator removed your second factors, so that you can set up new ones.',
  'second-factor-reset-by-operator':
    'The operator of this installation removed your second factors, so that you can set up new ones. Every open session was ended and every API token revoked.',
  'identity-linked': 'An account at your identity provider was linked.',
  'identity-unlinked': 'The account at your identity provider was unlinked.',
  'api-token-made': 'A new API token was made in your name.',
} as const;
export type SignInChange = keyof typeof signInChanges;

type AccountMailKind = 'sign-in-changed' | 'sign-in-warning' | 'password-reset';

const resetsAnHour = 5;

interface Addressee {
  readonly email: string;
  readonly name: string;
  readonly when: string;
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
      change: signInChanges[change],
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
   * `askedBy` is the administrator's name; null when somebody asked at the sign-in page, where a stranger must not be able
   * to fill a mailbox. The link is minted when the mail is written.
   */
  async offerReset(memberId: string, askedBy: string | null): Promise<void> {
    if (askedBy === null && (await this.countOf(memberId, 'password-reset', '1 hour')) >= resetsAnHour)
      return;
    if (askedBy !== null)
      await this.ledger.refuseCrowd({ kind: 'member', ids: [memberId] }, 'password-reset');
    await this.send(memberId, 'password-reset', `password-reset/${randomUUID()}`, {
      asked: askedBy === null ? 'Somebody, most likely you,' : askedBy,
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
    facts: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { email, name, when } = await this.addressee(memberId);
    await this.ledger.enqueue({
      occasion,
      kind,
      recipient: { address: email, name, memberId },
      object: { kind: 'member', id: memberId },
      immediate: true,
      payload: { ...facts, when },
    });
  }

  private addressee(memberId: string): Promise<Addressee> {
    return this.database.one<Addressee>(
      `
      select m.email, m.name,
        to_char(app.now() at time zone o.time_zone, 'FMDD FMMonth YYYY, HH24:MI') || ' (' || o.time_zone || ')' as when
      from app.member m
      join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
  }
}
