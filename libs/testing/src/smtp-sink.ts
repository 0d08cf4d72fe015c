import type { Socket } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly notification: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Buffer;
  }[];
}

interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

/** A mail server of the spec's own: it keeps what it gets, and refuses what it is told to. */
export class SmtpSink {
  readonly received: ReceivedMail[] = [];
  readonly refusals = new Map<string, SmtpReply>();
  /** By recipient, said after the whole message. */
  readonly messageRefusals = new Map<string, SmtpReply>();
  /** Breaks the connection after the message, before the answer. */
  hangsUpAfterData = false;
  private readonly sockets = new Set<Socket>();
  private server: SMTPServer;
  private port = 0;

  async start(): Promise<this> {
    this.server = this.serve();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    const address = this.server.server.address();
    if (address === null || typeof address === 'string') throw new Error('The sink has no port.');
    this.port = address.port;
    return this;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.received.filter((mail) => mail.to === address);
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private serve(): SMTPServer {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, answer) => {
        const refusal = this.refusals.get(address);
        answer(refusal && errorOf(refusal));
      },
      onData: (stream, session, answer) => {
        void simpleParser(stream).then((mail) => {
          const refusal = this.messageRefusals.get(session.envelope.rcptTo[0]?.address ?? '');
          if (refusal) return answer(errorOf(refusal));
          this.received.push({
            messageId: mail.messageId ?? '',
            to: session.envelope.rcptTo[0]?.address ?? '',
            from: mail.from?.value[0]?.address ?? '',
            fromName: mail.from?.value[0]?.name ?? '',
            replyTo: mail.replyTo?.text ?? '',
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html || '',
            notification: String(mail.headers.get('x-countersign-notification') ?? ''),
            attachments: mail.attachments.map(({ filename, contentType, content }) => ({
              name: filename ?? '',
              mediaType: contentType,
              bytes: content,
            })),
          });
          if (!this.hangsUpAfterData) return answer();
          for (const socket of this.sockets) socket.destroy();
        });
      },
    });
    // A client that was killed leaves a broken connection behind.
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    return server;
  }
}

function errorOf({ code, text }: SmtpReply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
