import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { departureOfCaller } from '@countersign/platform';
import { PasswordGate, type Applicant } from './password-gate';

const argon2id = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const storedForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** What can be done with a password by the one whose turn it is, and by nobody else. */
export interface PasswordTurn {
  /** Works as long for an address nobody has (null) as for a member's. */
  matches(password: string, stored: string | null): Promise<boolean>;
}

/** The only place that derives anything from a password, behind one gate. Slow on purpose, so never inside a transaction. */
@Injectable()
export class Passwords {
  private readonly gate = new PasswordGate();
  /** Stands in where there is no password; nothing matches it. */
  private readonly nobodys = formOf(randomBytes(16), randomBytes(cost.tagLength));

  /** How many wait for their turn. */
  get waiting(): number {
    return this.gate.length;
  }

  /**
   * A new password, for whoever came by a session or a mailed link.
   *
   * @throws 503 `too-busy`
   */
  hash(password: string, account: string): Promise<string> {
    const salt = randomBytes(16);
    return this.inTurn({ row: 'known', holders: [account] }, async () =>
      formOf(salt, await argon2id('argon2id', { ...cost, message: password.normalize('NFKC'), nonce: salt })),
    );
  }

  /**
   * Runs `work` when its turn has come; what counts a try belongs in there. `arrive` is asked of whoever has a place,
   * before they wait for their turn.
   *
   * @throws 503 `too-busy`, before `work` has begun
   */
  inTurn<T>(
    applicant: Pick<Applicant, 'row' | 'holders'>,
    work: (turn: PasswordTurn) => Promise<T>,
    arrive?: () => Promise<void>,
  ): Promise<T> {
    const turn: PasswordTurn = { matches: (password, stored) => this.matches(password, stored) };
    return this.gate.inTurn({ ...applicant, departure: departureOfCaller() }, () => work(turn), arrive);
  }

  private async matches(password: string, stored: string | null): Promise<boolean> {
    const parts = storedForm.exec(stored ?? this.nobodys);
    if (parts === null) throw new Error('A stored password has a form that this version does not know.');
    const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
    const expected = Buffer.from(tag, 'base64');
    const actual = await argon2id('argon2id', {
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
      message: password.normalize('NFKC'),
      nonce: Buffer.from(salt, 'base64'),
    });
    return timingSafeEqual(actual, expected) && stored !== null;
  }
}

function formOf(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}
