import { backoffSeconds } from './records';
import { withoutAddresses } from '../../platform/logging/without-addresses';
import { PolicyRefusals } from './policy-refusals';
import { classifyFailure } from './refusals';

const smtpError = (command: string, responseCode: number | null, response: string) =>
  Object.assign(new Error(response), { command, response, ...(responseCode !== null && { responseCode }) });

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
