import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { say, type Words } from '@countersign/platform';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { AttachedFile } from '../mail-subject';
import { MailSettings, mustEncrypt } from '../mail-settings';
import { PolicyRefusals } from './policy-refusals';
import { classifyFailure, type Delivery } from './refusals';

export interface OutgoingMail {
  readonly messageId: string;
  readonly notificationId: string;
  readonly fromName: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string; readonly address: string } | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment: AttachedFile | null;
}

type Destination = { readonly url: string } | { readonly missing: Words };

/** The one place where mail leaves the product. */
@Injectable()
export class MailServer implements OnApplicationShutdown {
  private readonly transports = new Map<string, Transporter<SMTPPool.SentMessageInfo>>();

  private readonly policies = new PolicyRefusals();

  constructor(private readonly settings: MailSettings) {}

  /** Never throws: whatever happens is an outcome that the ledger records. */
  async hand(mail: OutgoingMail, options: { readonly demonstration: boolean }): Promise<Delivery> {
    const destination = this.destination(options.demonstration);
    if ('missing' in destination) return { kind: 'outage', reply: destination.missing, handedOver: false };
    const body = new BodyWatch();
    try {
      await this.transport(destination.url).sendMail({
        ...envelopeOf(mail, options.demonstration ? 'countersign@countersign.example' : this.settings.from),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        ...(mail.attachment && { attachments: [attachmentOf(mail.attachment)] }),
        bodyWatch: body,
      } as Parameters<Transporter['sendMail']>[0]);
      return this.policies.weigh({ kind: 'sent' }, mail.to.address);
    } catch (error) {
      return this.policies.weigh(classifyFailure(error, body.gone), mail.to.address);
    }
  }

  onApplicationShutdown(): void {
    for (const transport of this.transports.values()) transport.close();
    this.transports.clear();
  }

  /** In demonstration mode mail goes to the local inbox only, whatever SMTP_URL says. */
  private destination(demonstration: boolean): Destination {
    const { inboxSmtpUrl, smtpUrl, switchedOff } = this.settings;
    if (switchedOff) return { missing: say('mail.switched-off') };
    if (demonstration) {
      return inboxSmtpUrl === null ? { missing: say('mail.no-inbox') } : { url: inboxSmtpUrl };
    }
    return smtpUrl === null ? { missing: say('mail.no-server') } : { url: smtpUrl };
  }

  private transport(url: string): Transporter<SMTPPool.SentMessageInfo> {
    let transport = this.transports.get(url);
    if (transport === undefined) {
      transport = createTransport(this.poolOptions(url));
      transport.use('stream', (mail, done) => {
        const watch: unknown = Reflect.get(mail.data, 'bodyWatch');
        if (watch instanceof BodyWatch) {
          mail.message.processFunc((input) => {
            input.once('end', () => watch.ended());
            return input;
          });
        }
        done();
      });
      this.transports.set(url, transport);
    }
    return transport;
  }

  /** The pool must not send again by itself: only the ledger knows whether that may repeat a mail. */
  private poolOptions(url: string): SMTPPool.Options {
    const { concurrency } = this.settings;
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };
    const pool = { pool: true, maxConnections: concurrency, maxMessages: 500, maxRequeues: 0 } as const;
    return {
      url,
      requireTLS: url !== this.settings.inboxSmtpUrl && mustEncrypt(url, this.settings),
      ...pool,
      ...timeouts,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as SMTPPool.Options;
  }
}

/** Whether the last byte of a mail has left us: only then a broken connection leaves its arrival in doubt. */
class BodyWatch {
  gone = false;

  ended(): void {
    this.gone = true;
  }
}

function attachmentOf({ name, mediaType, bytes }: AttachedFile) {
  return { filename: name, contentType: mediaType, content: bytes };
}

function envelopeOf(mail: OutgoingMail, from: string) {
  return {
    messageId: mail.messageId,
    from: { name: mail.fromName, address: from },
    to: mail.to,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    headers: {
      'X-Countersign-Notification': mail.notificationId,
      'Auto-Submitted': 'auto-generated',
    },
  };
}
