import { Injectable } from '@nestjs/common';
import type { Database } from '@countersign/platform';
import type { MailKind, MailObjectKind } from './kinds';

/** A notification as its claim finds it. */
export interface MailRow {
  readonly id: string;
  readonly kind: MailKind;
  readonly recipient: string;
  readonly recipientName: string;
  readonly memberId: string | null;
  readonly contactId: string | null;
  readonly objectKind: MailObjectKind;
  readonly objectId: string;
  readonly part: number;
  readonly milestoneId: string | null;
  readonly payload: Readonly<Record<string, string>>;
}

/** Why a mail was to go, looked at again when it is about to. */
export interface Reason {
  /** Null while it stands. */
  readonly fallenAway: string | null;
  readonly facts: Readonly<Record<string, string>>;
  /** Of the object in the portal. */
  readonly path: string;
  readonly replyTo: { readonly name: string; readonly address: string } | null;
}

/** What a mail may be about, told by the library that knows it. */
export interface MailSubject {
  /**
   * In the transaction of the claim, with the object locked before the notification.
   *
   * @throws 404 where the object no longer exists
   */
  reason(database: Database, row: MailRow): Promise<Reason>;
  /** In the same transaction: a one-time link for the mails that carry one of their own, null for the others. */
  mintLink?(database: Database, row: MailRow): Promise<string | null>;
}

/** Features register theirs in `onModuleInit`; only the worker asks. */
@Injectable()
export class MailSubjects {
  private readonly subjects = new Map<MailObjectKind, MailSubject>();

  register(kind: MailObjectKind, subject: MailSubject): void {
    if (this.subjects.has(kind)) throw new Error(`The mail subject ${kind} is registered twice.`);
    this.subjects.set(kind, subject);
  }

  of(kind: MailObjectKind): MailSubject {
    const subject = this.subjects.get(kind);
    if (subject === undefined) throw new Error(`No library has registered the mail subject ${kind}.`);
    return subject;
  }
}
