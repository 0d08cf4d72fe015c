/** What became of one attempt, in the words of MAIL.md's promise. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The mailbox itself does not exist: nothing more goes there. */
  | { readonly kind: 'refused'; readonly reply: string }
  /** This mail has to wait; others may go. */
  | { readonly kind: 'deferred'; readonly reply: string }
  /** The mail server takes nothing from us at the moment. */
  | { readonly kind: 'outage'; readonly reply: string; readonly handedOver: boolean };

interface SmtpFailure {
  readonly command: string;
  readonly code: string;
  readonly responseCode: number | null;
  readonly response: string;
}

/** 5.1.7 and 5.1.8 speak of the sender's address, every other 5.1.x of the recipient's. */
const mailboxRefusal = /\b5\.1\.(?!7\b|8\b)\d{1,3}\b/;
/** Full or closed for now: the mailbox exists. */
const mailboxTrouble = /\b[45]\.2\.\d{1,3}\b/;

/** Only a permanent refusal of RCPT TO for that mailbox says anything about the address. */
export function classifyFailure(error: unknown, handedOver: boolean): Delivery {
  const failure = describe(error);
  const { command, responseCode, response } = failure;
  const reply = replyOf(failure);
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (aboutThisMail && responseCode !== null && responseCode !== 421) {
    if (command === 'RCPT TO' && responseCode >= 500 && mailboxRefusal.test(response)) {
      return { kind: 'refused', reply };
    }
    if (responseCode < 500) return { kind: 'deferred', reply };
    if (command === 'RCPT TO' && mailboxTrouble.test(response)) return { kind: 'deferred', reply };
  }
  return { kind: 'outage', reply, handedOver: handedOver && responseCode === null };
}

function describe(error: unknown): SmtpFailure {
  if (!(error instanceof Error))
    return { command: '', code: '', responseCode: null, response: String(error) };
  const text = (name: string): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : '';
  };
  const responseCode: unknown = Reflect.get(error, 'responseCode');
  return {
    command: text('command'),
    code: text('code'),
    responseCode: typeof responseCode === 'number' ? responseCode : null,
    response: text('response') || error.message,
  };
}

function replyOf({ response, code }: SmtpFailure): string {
  const line = response.replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === '' ? code : line;
}
