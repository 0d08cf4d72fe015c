import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { PasswordGate } from './password-gate';

const argon2id = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const storedForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Slow on purpose, so never inside a transaction. */
@Injectable()
export class Passwords {
  private readonly gate = new PasswordGate();
  private readonly nobody = this.hash(randomBytes(16).toString('hex'));

  /** @throws 503 `too-busy` */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const parameters = { ...cost, message: password.normalize('NFKC'), nonce: salt };
    const tag = await this.withPlace(() => this.derive(parameters));
    const { memory, passes, parallelism } = cost;
    return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
  }

  /**
   * A place in the queue while `work` counts a try and looks at its password.
   *
   * @throws 503 `too-busy`, before anything was counted
   */
  withPlace<T>(work: () => Promise<T>): Promise<T> {
    return this.gate.withPlace(work);
  }

  /** For the holder of a place. Works as long for an address nobody has (null) as for a member's. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const parts = storedForm.exec(stored ?? (await this.nobody));
    if (parts === null) throw new Error('A stored password has a form that this version does not know.');
    const [, memory, passes, parallelism, salt = '', tag = ''] = parts;
    const expected = Buffer.from(tag, 'base64');
    const actual = await this.derive({
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
      message: password.normalize('NFKC'),
      nonce: Buffer.from(salt, 'base64'),
    });
    return timingSafeEqual(actual, expected) && stored !== null;
  }

  private derive(parameters: Argon2Parameters): Promise<Buffer> {
    return this.gate.inTurn(() => argon2id('argon2id', parameters));
  }
}
