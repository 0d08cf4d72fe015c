import { Injectable } from '@nestjs/common';
import type { Attached, MailAttachment, MailRow } from '@countersign/notifications';
import { Database } from '@countersign/platform';
import { SubmissionCopies } from './submission-copy';

/** What many mailboxes still take once it is encoded for the way. */
const MOST_ATTACHED = 5 * 1024 * 1024;

/** The copy that goes with a receipt, to the contact who was asked for the whole. */
@Injectable()
export class ReceiptCopy implements MailAttachment {
  constructor(
    private readonly database: Database,
    private readonly copies: SubmissionCopies,
  ) {}

  async prepare({ objectId, payload }: MailRow): Promise<() => Promise<Attached>> {
    const standing = await this.database.one<{ receipt: string | null; submittedAt: string | null }>(
      `select a.receipt, a.submitted_at from app.assessment a
       where a.organisation_id = :organisationId and a.id = :objectId`,
      { objectId },
      'assessment',
    );
    // Of a submission that another has followed, only the other can still be told as it was.
    if (standing.receipt !== payload['receipt'] || standing.submittedAt !== payload['submittedAt'])
      return () => Promise.resolve({ kind: 'outdated' });
    const copy = await this.copies.read(objectId);
    return async () => {
      const set = await this.copies.set(copy);
      if (set.kind !== 'set') return { kind: 'not-made' };
      if (set.bytes.length > MOST_ATTACHED) return { kind: 'large' };
      return {
        kind: 'attached',
        file: { name: copy.name, mediaType: 'application/pdf', bytes: set.bytes },
      };
    };
  }
}
