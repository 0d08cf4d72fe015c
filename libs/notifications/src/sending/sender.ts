import { Injectable, Logger } from '@nestjs/common';
import { Config, inWords, keepRenewed, say, withoutAddresses } from '@countersign/platform';
import { MailSettings } from '../mail-settings';
import { Claims, type Claim } from './claims';
import { MailServer, type OutgoingMail } from './mail-server';
import { Outage } from './outage';
import { givenUp } from './patience';
import { Records, type Outcome } from './records';
import { renderMail } from './render-mail';
import type { MailJob } from '../mail-jobs';
import type { Attached } from '../mail-subject';

/** What a claim says, as a mail. */
@Injectable()
export class Letters {
  constructor(
    private readonly config: Config,
    private readonly settings: MailSettings,
  ) {}

  letterOf(
    { notificationId, messageId, row, reason, path, code, letterhead }: Claim,
    attached: Attached | null,
  ): OutgoingMail {
    const told = {
      ...reason.facts,
      ...row.payload,
      recipientName: row.recipientName,
      ...(attached !== null && { attachment: attached.kind }),
    };
    const facts = code === null ? told : { ...told, code };
    const { language } = row;
    const organisationName = letterhead?.senderName ?? reason.facts['organisationName'] ?? 'Countersign';
    const fromName = inWords(say('frame.from', { organisationName }), language);
    return {
      ...renderMail({
        template: row.mail.template,
        facts,
        link: `${this.config.publicUrl}${path}`,
        language,
      }),
      messageId,
      notificationId,
      attachment: attached?.kind === 'attached' ? attached.file : null,
      fromName,
      to: { name: row.recipientName, address: row.recipient },
      // A vendor's answer goes where the organisation wants it, else to the person who asked; a member's to nobody.
      replyTo: letterhead === null ? null : (letterhead.replyTo ?? reason.replyTo),
    };
  }

  keepLease(renew: () => Promise<void>): { stop(): void } {
    return keepRenewed(this.settings.leaseSeconds, renew);
  }
}

/** One notification from its row to the mail server: claim, write, hand over, record. */
@Injectable()
export class Sender {
  private readonly logger = new Logger(Sender.name);

  constructor(
    private readonly claims: Claims,
    private readonly records: Records,
    private readonly mailServer: MailServer,
    private readonly outage: Outage,
    private readonly letters: Letters,
  ) {}

  async send(job: MailJob): Promise<void> {
    const claim = await this.claims.claim(job);
    if (claim === null) return;
    const renewal = this.letters.keepLease(() => this.claims.renew(claim));
    try {
      const mail = await this.write(claim);
      const outcome = await this.hand(claim, mail);
      await this.records.record(claim, outcome, mail?.subject ?? null);
    } finally {
      renewal.stop();
    }
  }

  private async write(claim: Claim): Promise<OutgoingMail | null> {
    try {
      return this.letters.letterOf(claim, await this.attached(claim));
    } catch (error) {
      this.logger.error(error, `Mail ${claim.notificationId} (${claim.row.kind}) could not be written.`);
      return null;
    }
  }

  /** A mail is worth more than what goes with it: it goes without, and says so. */
  private async attached(claim: Claim): Promise<Attached | null> {
    try {
      return await this.claims.attach(claim);
    } catch (error) {
      this.logger.error(
        error,
        `What goes with mail ${claim.notificationId} (${claim.row.kind}) could not be made.`,
      );
      return { kind: 'not-made' };
    }
  }

  private async hand(claim: Claim, mail: OutgoingMail | null): Promise<Outcome> {
    if (mail === null) return { kind: 'unwritable' };
    const outcome = givenUp(await this.mailServer.hand(mail, claim), claim.deferrals);
    const named = (reply: string) => withoutAddresses(reply, claim.row.recipient);
    if (outcome.kind === 'outage')
      this.outage.begin(typeof outcome.reply === 'string' ? named(outcome.reply) : outcome.reply);
    else this.outage.end();
    if (outcome.kind === 'rejected')
      this.logger.error(
        `Mail ${claim.notificationId} (${claim.row.kind}) is not taken: ${named(outcome.reply)}`,
      );
    return outcome;
  }
}
