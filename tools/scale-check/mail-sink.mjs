// Takes every mail and counts each handing over, by its Message-ID. Slow to say yes, as mail servers are: so there are
// mails in flight whenever a worker is killed.
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { LOCAL } from '../node/ports.mjs';

const SLOW_MS = 120;

/** @typedef {{ messageId: string, notificationId: string, to: string, at: number, token: string | null }} Arrival */

export async function startMailSink() {
  /** @type {Arrival[]} */
  const arrivals = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      take(stream, session)
        .then((arrival) => arrivals.push(arrival))
        .then(() => sleep(SLOW_MS))
        .then(() => callback(null, 'Counted'), callback);
    },
  });
  server.on('error', () => {}); // a worker that was killed
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOCAL, resolve);
  });
  return {
    url: `smtp://${LOCAL}:${server.server.address().port}`,
    arrivals,
    codeFor: (address) => arrivals.findLast(({ to, code }) => to === address && code !== null)?.code ?? null,
    tokenFor: (address) =>
      arrivals.findLast(({ to, token }) => to === address && token !== null)?.token ?? null,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function take(stream, session) {
  const mail = await simpleParser(stream, { skipTextToHtml: true, skipHtmlToText: true });
  return {
    messageId: mail.messageId ?? '',
    notificationId: String(mail.headers.get('x-countersign-notification') ?? ''),
    to: session.envelope.rcptTo[0].address.toLowerCase(),
    at: Date.now(),
    code: /^Your code: (\d{6})$/m.exec(mail.text ?? '')?.[1] ?? null,
    token: /#t=([\w-]+)/.exec(mail.text ?? '')?.[1] ?? null,
  };
}
