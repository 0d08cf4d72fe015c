import type { Words } from '@countersign/platform';

/** What became of one attempt, in the words of MAIL.md's promise. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The mailbox itself does not exist: nothing more goes there. */
  | { readonly kind: 'refused'; readonly reply: string }
  /** This mail will not be taken, whenever it is tried; address and server are not blamed for it. */
  | { readonly kind: 'rejected'; readonly reply: string; readonly givenUpAfterDays?: number }
  /** A rule of the server, perhaps about this recipient, perhaps about all that we send: others must show which. */
  | { readonly kind: 'policy'; readonly reply: string }
  /** This mail has to wait; others may go. */
  | { readonly kind: 'deferred'; readonly reply: string }
  /** The mail server takes nothing from us at the moment, in its words; or there is none, in ours. */
  | { readonly kind: 'outage'; readonly reply: string | Words; readonly handedOver: boolean };

interface SmtpFailure {
  readonly command: string;
  readonly code: string;
  readonly responseCode: number | null;
  readonly response: string;
}

/** 5.1.7 and 5.1.8 speak of the sender's address, every other 5.1.x of the recipient's. */
const mailboxRefusal = /^5\.1\.(?![78]$)/;
/** Full or closed for now: the mailbox exists. */
const mailboxTrouble = /^[45]\.2\.\d{1,3}$/;
/** Security and policy (RFC 3463, section 3.8). */
const policyCode = /^[45]\.7\./;
/**
 * Servers wait for RCPT TO before they say what they hold against our name, our address or the sender, and may put it
 * in the codes and words they have for a missing mailbox.
 */
const heldAgainstUs =
  /sender address rejected|sender verif\w+ fail|\b(helo|ehlo) command rejected|\bclient host\b/i;
/** Servers from before enhanced codes refuse to relay in words; "unknown in relay recipient table" is about a mailbox. */
const refusesToRelay = /\brelay(ing)?\b(?! recipient)/i;

/** A server that wants us to sign in first. */
const wantsSignIn = new Set([530, 535]);
/**
 * The sender's address (RFC 3463), and what Exchange Online and Gmail say of an account that may not send: by whom it
 * may be used, from where, how much a day.
 */
const senderCodes = /^(5\.1\.[78]|5\.4\.5|5\.2\.252|5\.7\.(57|60|50[1238]|511|6[0-4]\d|70[1-8]|750))$/;

/** What servers without enhanced codes say of a mailbox that does not exist. */
const noSuchMailbox =
  /no such (user|mailbox|recipient|address)|(user|recipient|mailbox|address)( is)? (unknown|not found|unavailable)|unknown (user|recipient|mailbox)|does(n.t| not) (exist|have an? (mailbox|account))|invalid (recipient|mailbox)|no mailbox here|not our customer/i;

/** Only a permanent refusal of RCPT TO for that mailbox says anything about the address. */
export function classifyFailure(error: unknown, handedOver: boolean): Delivery {
  const failure = describe(error);
  const { command, responseCode } = failure;
  const reply = replyOf(failure);
  const aboutThisMail = command === 'RCPT TO' || command === 'DATA';
  if (!aboutThisMail || responseCode === null || aboutTheServer(failure))
    return { kind: 'outage', reply, handedOver: handedOver && responseCode === null };
  if (command === 'DATA') return { kind: responseCode < 500 ? 'deferred' : 'rejected', reply };
  return { kind: recipientRefusal(failure), reply };
}

function aboutTheServer({ responseCode, response }: SmtpFailure): boolean {
  if (responseCode === 421 || wantsSignIn.has(responseCode ?? 0)) return true;
  return senderCodes.test(enhancedCodeOf(response) ?? '');
}

/** Said of one recipient: of the mailbox, of a rule, or of this mail. */
function recipientRefusal({
  responseCode,
  response,
}: SmtpFailure): 'refused' | 'deferred' | 'policy' | 'rejected' {
  const code = enhancedCodeOf(response);
  if (heldAgainstUs.test(response)) return 'policy';
  if (responseCode !== null && responseCode < 500) return 'deferred';
  if (code === null) return refusalInWords(response);
  if (mailboxRefusal.test(code)) return 'refused';
  if (mailboxTrouble.test(code)) return 'deferred';
  return policyCode.test(code) ? 'policy' : 'rejected';
}

function refusalInWords(response: string): 'refused' | 'policy' | 'rejected' {
  if (refusesToRelay.test(response)) return 'policy';
  return noSuchMailbox.test(response) ? 'refused' : 'rejected';
}

/** At its place alone, after the code or as qmail writes it: elsewhere "5.1.1" is a part of an address or a quotation. */
function enhancedCodeOf(response: string): string | null {
  const found = /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})(?![.\d])|\(#([245]\.\d{1,3}\.\d{1,3})/m.exec(
    response,
  );
  return found?.[1] ?? found?.[2] ?? null;
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
