import { withoutAddresses } from '@countersign/platform';
import { backoffSeconds } from './patience';
import { PolicyRefusals } from './policy-refusals';
import { classifyFailure } from './refusals';

const smtpError = (command: string, responseCode: number | null, response: string) =>
  Object.assign(new Error(response), { command, response, ...(responseCode !== null && { responseCode }) });

/** As these servers say it, addresses and line breaks included. */
const spokenReplies: readonly (readonly [server: string, command: string, response: string, kind: string])[] =
  [
    // That mailbox.
    [
      'Postfix',
      'RCPT TO',
      '550 5.1.1 <dana@harbor.example>: Recipient address rejected: User unknown in local recipient table',
      'refused',
    ],
    [
      'Postfix',
      'RCPT TO',
      '550 5.1.2 <dana@harbour.example>: Recipient address rejected: Domain not found',
      'refused',
    ],
    [
      'Exchange Online',
      'RCPT TO',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient dana@harbor.example not found by SMTP address lookup',
      'refused',
    ],
    [
      'Gmail',
      'RCPT TO',
      '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser',
      'refused',
    ],
    ['Exim', 'RCPT TO', '550 No Such User Here', 'refused'],
    ['qmail', 'RCPT TO', '550 sorry, no mailbox here by that name. (#5.1.1)', 'refused'],
    // That mail, now or for good.
    [
      'Exchange Online',
      'RCPT TO',
      '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [BN8NAM.prod.outlook.com]',
      'rejected',
    ],
    ['Exim', 'RCPT TO', '550 Unrouteable address', 'rejected'],
    ['Exim', 'RCPT TO', '550 Administrative prohibition', 'rejected'],
    ['Exim', 'RCPT TO', '451 Temporary local problem - please try later', 'deferred'],
    [
      'Postfix',
      'RCPT TO',
      '450 4.2.0 <dana@harbor.example>: Recipient address rejected: Greylisted, see http://postgrey.example',
      'deferred',
    ],
    [
      'Gmail',
      'RCPT TO',
      '452-4.2.2 The recipient’s inbox is out of storage space.\n452 4.2.2 Please try later',
      'deferred',
    ],
    ['Gmail', 'RCPT TO', '550-5.2.1 The email account that you tried to reach is inactive.', 'deferred'],
    [
      'Exchange Online',
      'RCPT TO',
      '451 4.7.500 Server busy. Please try again later from [192.0.2.1]',
      'deferred',
    ],
    ['qmail', 'DATA', '554 mail server permanently rejected message (#5.3.0)', 'rejected'],
    ['Exim', 'DATA', '550 This message was classified as SPAM and may not be delivered', 'rejected'],
    ['Postfix', 'DATA', '550 5.7.1 Message contains spam or virus.', 'rejected'],
    // A rule, perhaps about us: one alone stops nobody.
    ['Postfix', 'RCPT TO', '554 5.7.1 <dana@harbor.example>: Relay access denied', 'policy'],
    [
      'Postfix',
      'RCPT TO',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      'policy',
    ],
    ['Postfix', 'RCPT TO', '554 Service unavailable; Client host [5.1.1.9] blocked using a list', 'policy'],
    [
      'Postfix',
      'RCPT TO',
      '550 5.1.0 <countersign@buyer.example>: Sender address rejected: User unknown in virtual mailbox table',
      'policy',
    ],
    [
      'Postfix',
      'RCPT TO',
      '450 4.1.8 <countersign@buyer.example>: Sender address rejected: Domain not found',
      'policy',
    ],
    [
      'Postfix',
      'RCPT TO',
      '504 5.5.2 <worker>: Helo command rejected: need fully-qualified hostname',
      'policy',
    ],
    [
      'Postfix',
      'RCPT TO',
      '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
      'policy',
    ],
    [
      'Exim',
      'RCPT TO',
      '550-Verification failed for <countersign@buyer.example>\n550-No Such User Here\n550 Sender verify failed',
      'policy',
    ],
    ['Exim', 'RCPT TO', '550 relay not permitted', 'policy'],
    [
      'Exchange Online',
      'RCPT TO',
      '550 5.7.64 TenantAttribution; Relay Access Denied [BN8NAM.prod.outlook.com]',
      'policy',
    ],
    ['Exchange Online', 'RCPT TO', '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup', 'policy'],
    ['qmail', 'RCPT TO', '553 sorry, that domain isn’t in my list of allowed rcpthosts (#5.7.1)', 'policy'],
    // The server: whoever the mail is for.
    ['Gmail', 'RCPT TO', '550-5.4.5 Daily SMTP relay sending limit exceeded.', 'outage'],
    ['Gmail', 'DATA', '550 5.4.5 Daily user sending limit exceeded.', 'outage'],
    ['Exchange Online', 'DATA', '554 5.2.252 SendAsDenied; countersign@buyer.example not allowed', 'outage'],
    [
      'Exchange Online',
      'DATA',
      '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
      'outage',
    ],
    [
      'Exchange Online',
      'DATA',
      '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
      'outage',
    ],
    ['Exchange Online', 'DATA', '550 5.7.57 Client not authenticated to send mail.', 'outage'],
    ['Exim', 'RCPT TO', '550 5.1.8 Sender domain does not exist', 'outage'],
    ['Postfix', 'RCPT TO', '421 4.7.0 mail.harbor.example Error: too many errors', 'outage'],
  ];

describe('a refusal by the mail server', () => {
  it.each([
    ['RCPT TO', 550, '550 5.1.1 No such user', 'refused'],
    ['RCPT TO', 550, '550 5.1.10 Recipient not found', 'refused'],
    ['RCPT TO', 553, '553 5.1.8 Bad sender address', 'outage'],
    ['RCPT TO', 550, '550 5.7.1 Relaying denied', 'policy'],
    ['RCPT TO', 554, '554 5.7.1 Service unavailable; client host blocked', 'policy'],
    ['RCPT TO', 550, '550 relay not permitted', 'policy'],
    ['RCPT TO', 550, '550 5.4.1 Recipient address rejected: Access denied', 'rejected'],
    ['RCPT TO', 550, '550 Rejected', 'rejected'],
    ['RCPT TO', 550, '550 Unrouteable address', 'rejected'],
    ['RCPT TO', 550, '550 No such user here', 'refused'],
    ['RCPT TO', 550, '550 <a@b.example>: User unknown in local table', 'refused'],
    ['RCPT TO', 550, '550 Unknown recipient', 'refused'],
    ['RCPT TO', 550, 'sorry, no mailbox here by that name', 'refused'],
    ['RCPT TO', 550, '550 Requested action not taken: mailbox unavailable', 'refused'],
    ['RCPT TO', 553, '553 5.1.3 Bad recipient address syntax', 'refused'],
    ['RCPT TO', 553, '553 5.1.7 Invalid sender', 'outage'],
    ['RCPT TO', 530, '530 5.7.0 Authentication required', 'outage'],
    ['RCPT TO', 452, '452 4.5.3 Too many recipients', 'deferred'],
    ['RCPT TO', 550, '550 5.2.1 Mailbox disabled', 'deferred'],
    ['RCPT TO', 552, '552 5.2.2 Mailbox full', 'deferred'],
    ['RCPT TO', 450, '450 4.1.1 Try later', 'deferred'],
    ['RCPT TO', 421, '421 4.3.2 Closing', 'outage'],
    ['MAIL FROM', 550, '550 5.1.1 Sender unknown', 'outage'],
    ['MAIL FROM', 451, '451 4.7.1 Greylisted', 'outage'],
    ['AUTH PLAIN', 535, '535 5.7.8 Bad credentials', 'outage'],
    ['CONN', 554, '554 5.7.1 Go away', 'outage'],
    ['CONN', null, 'connect ECONNREFUSED', 'outage'],
    ['STARTTLS', null, 'wrong version number', 'outage'],
    ['DATA', 451, '451 4.3.0 Try later', 'deferred'],
    ['DATA', 554, '554 5.7.1 Refused by policy', 'rejected'],
    ['DATA', 552, '552 5.3.4 Message too big', 'rejected'],
    ['DATA', 421, '421 4.4.2 Timeout', 'outage'],
    ['DATA', 550, '550 5.1.1 said too late to be about the mailbox alone', 'rejected'],
  ])('at %s with %s (%s) is: %s', (command, code, response, kind) => {
    expect(classifyFailure(smtpError(command, code, response), false).kind).toBe(kind);
  });

  it.each(spokenReplies)('of %s at %s: "%s" is: %s', (_server, command, response, kind) => {
    const code = Number(response.slice(0, 3));
    expect(classifyFailure(smtpError(command, code, response), false).kind).toBe(kind);
  });

  it('leaves the mail in doubt only when the connection broke after our last byte', () => {
    const broken = smtpError('CONN', null, 'Connection closed unexpectedly');
    expect(classifyFailure(broken, true)).toMatchObject({ kind: 'outage', handedOver: true });
    expect(classifyFailure(broken, false)).toMatchObject({ kind: 'outage', handedOver: false });
    expect(classifyFailure(smtpError('DATA', 554, '554 5.7.1 No'), true)).toMatchObject({
      kind: 'rejected',
    });
  });

  it('by a rule about one recipient lets the others go; three domains in a row are an outage', () => {
    const policies = new PolicyRefusals();
    const refused = (recipient: string) =>
      policies.weigh({ kind: 'policy', reply: '554 5.7.1 Blocked' }, recipient).kind;
    expect([refused('a@one.example'), refused('b@one.example'), refused('c@two.example')]).toEqual([
      'deferred',
      'deferred',
      'deferred',
    ]);
    expect(policies.weigh({ kind: 'sent' }, 'd@three.example').kind).toBe('sent');
    expect([refused('a@one.example'), refused('c@two.example'), refused('e@four.example')]).toEqual([
      'deferred',
      'deferred',
      'outage',
    ]);
  });

  it('is logged without the address that the server repeats', () => {
    expect(withoutAddresses('550 <Vera.Vendor+x@harbor.example>: User unknown (vera@harbor.example)')).toBe(
      '550 <(address)>: User unknown ((address))',
    );
  });

  it('lets the next attempt wait longer each time, up to four hours, never at the same instant for all', () => {
    const middle = () => 0.5;
    expect([1, 2, 3].map((attempt) => backoffSeconds(attempt, middle))).toEqual([60, 120, 240]);
    expect(backoffSeconds(50, middle)).toBe(4 * 3600);
    expect(backoffSeconds(1, () => 0)).toBe(45);
    expect(backoffSeconds(1, () => 1)).toBe(75);
  });
});
