/** What became of one attempt, in the words of MAIL.md's promise. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The mailbox itself does not exist: nothing more goes there. */
  | { readonly kind: 'refused'; readonly reply: string }
  /** This mail will not be taken, whenever it is tried; address and server are not blamed for it. */
  | { readonly kind: 'rejected'; readonly reply: string }
  /** A rule of the server, perhaps about this recipient, perhaps about all that we send: others must show which. */
  | { readonly kind: 'policy'; readonly reply: string }
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

/** 5.1.7 and 5.1.8, and a server that wants us to sign in first: whoever the mail is for. */
const senderRefusal = /\b5\.1\.[78]\b/;
const wantsSignIn = new Set([530, 535]);
/** Security and policy (RFC 3463, section 3.8), and servers from before enhanced codes that refuse to relay. */
const policyRefusal = /\b5\.7\.\d{1,3}\b|\brelay/i;
const enhancedCode = /\b[245]\.\d{1,3}\.\d{1,3}\b/;
/** What servers without enhanced codes say of a mailbox that does not exist. */
const noSuchMailbox =
  /no such (user|mailbox|recipient|address)|(user|recipient|mailbox|address)( is)? (unknown|not found|unavailable)|unknown (user|recipient|mailbox)|does(n.t| not) (exist|have an? (mailbox|account))|invalid (recipient|mailbox)|no mailbox here|not our customer/i;

/** Only a permanent refusal of RCPT TO for that mailbox says anything about the address. */
export function classifyFailure(error: unknown, handedOver: boolean): Delivery {
  const failure = describe(error);
  const { command, responseCode, response } = failure;
  const reply = replyOf(failure);
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (aboutThisMail && responseCode !== null && responseCode !== 421) {
    if (responseCode < 500) return { kind: 'deferred', reply };
    if (command === 'DATA') return { kind: 'rejected', reply };
    if (!wantsSignIn.has(responseCode) && !senderRefusal.test(response))
      return { kind: recipientRefusal(response), reply };
  }
  return { kind: 'outage', reply, handedOver: handedOver && responseCode === null };
}

/** Said for good of one recipient: of the mailbox, of a rule, or of this mail. */
function recipientRefusal(response: string): 'refused' | 'deferred' | 'policy' | 'rejected' {
  if (mailboxRefusal.test(response)) return 'refused';
  if (mailboxTrouble.test(response)) return 'deferred';
  if (policyRefusal.test(response)) return 'policy';
  if (!enhancedCode.test(response) && noSuchMailbox.test(response)) return 'refused';
  return 'rejected';
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
