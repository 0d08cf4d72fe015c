import { assessmentReason } from '@countersign/assessments';
import { contractReason } from '@countersign/contracts';
import { memberInvitationReason, memberReason } from '@countersign/identity';
import { organisationReason } from '@countersign/operating';
import type { Database } from '@countersign/platform';
import type { MailKind, MailObjectKind } from '../kinds';

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

export async function reasonOf(database: Database, row: MailRow): Promise<Reason> {
  switch (row.objectKind) {
    case 'assessment':
      return assessmentReason(database, row);
    case 'contract':
      return contractReason(database, row);
    case 'member':
      return memberReason(database, row);
    case 'member-invitation':
      return memberInvitationReason(database, row);
    case 'organisation':
      return organisationReason(database, row);
  }
}
