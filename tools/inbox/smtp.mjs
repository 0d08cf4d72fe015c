// Takes every mail for every address; nothing leaves this machine.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const LARGEST = 25 * 1024 * 1024;

/** `Name: value` lines as an object; a header that stands twice keeps both values. */
function headersOf(parsed) {
  const headers = {};
  for (const { key, line } of parsed.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]+/g, ' ')
      .trim();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return headers;
}

async function readMessage(stream, session) {
  const parsed = await simpleParser(stream, { skipTextToHtml: true, skipHtmlToText: true });
  return {
    messageId: parsed.messageId ?? null,
    from: parsed.from?.value[0]?.address ?? (session.envelope.mailFrom || null)?.address ?? null,
    fromName: parsed.from?.value[0]?.name || null,
    to: session.envelope.rcptTo.map(({ address }) => address),
    subject: parsed.subject ?? '',
    date: new Date().toISOString(),
    text: parsed.text ?? null,
    html: parsed.html || null,
    headers: headersOf(parsed),
    attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
      filename: filename ?? null,
      contentType,
      size,
    })),
  };
}

/** @returns {Promise<SMTPServer>} listening */
export function startSmtp({ port, address, store, onError }) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST,
    banner: 'Countersign local inbox',
    onData(stream, session, callback) {
      readMessage(stream, session).then((message) => {
        if (stream.sizeExceeded)
          return callback(Object.assign(new Error('Too large'), { responseCode: 552 }));
        store.add(message);
        return callback(null, 'Kept');
      }, callback);
    },
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      server.on('error', onError);
      resolve(server);
    });
  });
}
