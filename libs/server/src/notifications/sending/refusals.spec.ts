import { backoffSeconds } from './records';
import { classifyFailure } from './refusals';

const smtpError = (command: string, responseCode: number | null, response: string) =>
  Object.assign(new Error(response), { command, response, ...(responseCode !== null && { responseCode }) });

describe('a refusal by the mail server', () => {
  it.each([
    ['RCPT TO', 550, '550 5.1.1 No such user', 'refused'],
    ['RCPT TO', 550, '550 5.1.10 Recipient not found', 'refused'],
    ['RCPT TO', 553, '553 5.1.8 Bad sender address', 'outage'],
    ['RCPT TO', 550, '550 5.7.1 Relaying denied', 'outage'],
    ['RCPT TO', 550, '550 Rejected', 'outage'],
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
    ['DATA', 554, '554 5.7.1 Refused by policy', 'outage'],
    ['DATA', 550, '550 5.1.1 said too late to be about the mailbox alone', 'outage'],
  ])('at %s with %s (%s) is: %s', (command, code, response, kind) => {
    expect(classifyFailure(smtpError(command, code, response), false).kind).toBe(kind);
  });

  it('leaves the mail in doubt only when the connection broke after our last byte', () => {
    const broken = smtpError('CONN', null, 'Connection closed unexpectedly');
    expect(classifyFailure(broken, true)).toMatchObject({ kind: 'outage', handedOver: true });
    expect(classifyFailure(broken, false)).toMatchObject({ kind: 'outage', handedOver: false });
    expect(classifyFailure(smtpError('DATA', 554, '554 5.7.1 No'), true)).toMatchObject({
      handedOver: false,
    });
  });

  it('lets the next attempt wait longer each time, up to four hours, never at the same instant for all', () => {
    const middle = () => 0.5;
    expect([1, 2, 3].map((attempt) => backoffSeconds(attempt, middle))).toEqual([60, 120, 240]);
    expect(backoffSeconds(50, middle)).toBe(4 * 3600);
    expect(backoffSeconds(1, () => 0)).toBe(45);
    expect(backoffSeconds(1, () => 1)).toBe(75);
  });
});
