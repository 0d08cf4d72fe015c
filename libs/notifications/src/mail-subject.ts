import type { MailTemplate } from '@countersign/content';
import type { Rung } from '@countersign/domain';
import { type Parameters, type Role, type Words } from '@countersign/platform';

/** What a mail tells, in no language yet: `''` where there is nothing to tell. */
export type MailFacts = Parameters;

/**
 * All that is mailed about one kind of object. The feature that owns the object contributes it, and nothing in this
 * folder knows any of them: a new kind of mail is a line of its subject, and a text of `content`.
 */
export interface MailSubject {
  /** As the rows of the ledger and the milestones name it. */
  readonly objectKind: string;
  /** By the kind that a row of the ledger carries; the ledger's own notices are told of every subject. */
  readonly mails: Readonly<Record<string, MailRule>>;
  /** By name, unique in the product; none where no date of such an object is warned of. */
  readonly ladders: Readonly<Record<string, MailLadder>>;
  /** Null where nobody in particular answers for such an object: then administrators are told what went wrong. */
  readonly people: MailPeople | null;
  /** Whether its mail is listed for whoever reads vendors; mail about an account is not. */
  readonly shownToReadersOfVendors: boolean;
  /**
   * Asked when a mail is about to go. Locks the object's row before the notification's: what committed first wins.
   *
   * @throws 404 where the object no longer exists
   */
  reason(row: MailRow): Promise<Reason>;
}

export interface MailRule {
  readonly template: MailTemplate;
  /** Told after the fact: it stands even when its object has moved on. */
  readonly afterTheFact: boolean;
  /** A link of the mail's own; null where it leads to its object in the portal. */
  readonly link: MailLink | null;
  /** A code to type, told by the fact `code`; null in nearly all. */
  readonly code: MailCode | null;
  /** A file that goes with it, whose fate the fact `attachment` tells; null in nearly all. */
  readonly attachment: MailAttachment | null;
}

/** Rungs to a date of the object, and what is mailed on each. */
export interface MailLadder {
  /** By variant; an object whose dates are all alike has `standard` alone. What ships: an organisation has its own copy. */
  readonly variants: Readonly<Record<string, readonly Rung[]>>;
  /** One of the subject's mails. A rung that nobody else can be told of goes to members, whoever it was meant for. */
  mailOn(rung: Rung, to: 'members' | 'contacts'): string;
}

/** A link that opens without a sign-in, minted for each mail when it is written. */
export interface MailLink {
  readonly path: string;
  /** Why none can be minted any more, for the mail history; null while one can. */
  ended(row: MailRow): Promise<Words | null>;
  /** In the transaction of the claim; the token goes into the mail and nowhere else. */
  mint(row: MailRow): Promise<string>;
}

/** A short secret, minted for each mail when it is written: it stands in the mail's text, never in its subject. */
export interface MailCode {
  /** In the transaction of the claim; the code goes into the mail and nowhere else. */
  mint(row: MailRow): Promise<string>;
}

/** A file that is made when the mail is written, and kept nowhere. Where it cannot be made, the mail goes without. */
export interface MailAttachment {
  /** In a transaction of its own, after the claim's; what it gives makes the file, outside of any. */
  prepare(row: MailRow): Promise<() => Promise<Attached>>;
}

/** `outdated` where the object has moved on, `large` where it is more than a mail should carry. */
export type Attached =
  | { readonly kind: 'attached'; readonly file: AttachedFile }
  | { readonly kind: 'large' | 'outdated' | 'not-made' };

export interface AttachedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Who answers for an object: constant pieces of SQL about all objects of `:organisationId`, joined as a whole. */
export interface MailPeople {
  /** `object_id` and `owner_id`. */
  readonly owners: string;
  /** Told where an object has no owner, and where an owner has no lead. */
  readonly fallbackRole: Role;
  /** `object_id`, `who` (as a rung names its recipients) and `contact_id`; null where only members are told. */
  readonly contacts: string | null;
}

/** A notification as its claim finds it. */
export interface MailRow {
  readonly id: string;
  readonly kind: string;
  readonly mail: MailRule;
  readonly recipient: string;
  readonly recipientName: string;
  /** The recipient’s own, else the organisation’s. */
  readonly language: string;
  readonly memberId: string | null;
  readonly contactId: string | null;
  readonly objectKind: string;
  readonly objectId: string;
  readonly part: number;
  readonly milestoneId: string | null;
  readonly payload: MailFacts;
}

/** Why a mail was to go, looked at again when it is about to. */
export interface Reason {
  /** Null while it stands. */
  readonly fallenAway: Words | null;
  readonly facts: MailFacts;
  /** Of the object in the portal. */
  readonly path: string;
  readonly replyTo: { readonly name: string; readonly address: string } | null;
}
