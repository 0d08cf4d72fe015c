import { shippedMails } from './shipped-mails';

/** What the ledger itself has to tell: that a mail, whatever it was about, was not delivered. */
export const deliveryNotices = shippedMails({
  'address-suppressed': { afterTheFact: true },
  'mail-failed': { afterTheFact: true },
});
