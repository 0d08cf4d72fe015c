import { Injectable } from '@nestjs/common';
import { Ledger, type MailFacts } from '@countersign/notifications';
import { SendingMail, type InvitedContact } from './sending.service';

/** A mail stays short: the page lists them all. */
const TITLES_IN_MAIL = 12;

/** Empty where none is named: the paragraph is left out. */
function returnedInMail(titles: readonly string[]): MailFacts {
  if (titles.length === 0) return { returnedCount: '', returnedQuestions: '' };
  const more = titles.length > TITLES_IN_MAIL ? ['…'] : [];
  return {
    returnedCount: titles.length,
    returnedQuestions: [...titles.slice(0, TITLES_IN_MAIL), ...more].join('\n'),
  };
}

/** The mail of a review. */
@Injectable()
export class ReviewMail {
  constructor(
    private readonly ledger: Ledger,
    readonly sending: SendingMail,
  ) {}

  async returned(
    assessmentId: string,
    change: {
      contact: InvitedContact;
      dueOn: string;
      today: string;
      scheduleVersion: number;
      titles: readonly string[];
    },
  ): Promise<void> {
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:returned:${change.scheduleVersion}`,
      kind: 'assessment-returned',
      recipient: { address: change.contact.email, name: change.contact.name, contactId: change.contact.id },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
      payload: returnedInMail(change.titles),
    });
    await this.sending.remind({ id: assessmentId, startsOn: change.today, ...change });
  }
}
