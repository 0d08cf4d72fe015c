import type { Database } from '../../platform/database/database';
import type { MailKind, MailObjectKind } from '../kinds';
import { assessmentReason } from './assessment-reason';
import { contractReason } from './contract-reason';
import { memberInvitationReason, memberReason } from './member-reason';
import { organisationReason } from './organisation-reason';

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
