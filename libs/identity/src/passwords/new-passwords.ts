import { Injectable } from '@nestjs/common';
import { invalid, say, type Words } from '@countersign/platform';
import { ListedPasswords } from './listed-passwords';
import { OperatorPasswordList } from './operator-password-list';
import { Passwords } from './passwords';
import { withoutWellKnownPhrase } from './well-known-phrases';

/** In characters as people count them. NIST SP 800-63B-4, 3.1.1.2: 15 where it is the only factor. */
export const shortestPassword = 15;
export const longestPassword = 1024;

/** Whose password it is to be: nobody's own names make a good one. */
export interface PasswordHolder {
  readonly organisationName: string;
  readonly name: string;
  readonly email: string;
}

const productName = 'countersign';
/** What a password must hold besides names, digits and punctuation. */
const fewestLetters = 6;
const fewestDifferent = 5;

/** The only way to a stored password: checked, then hashed. */
@Injectable()
export class NewPasswords {
  constructor(
    private readonly listed: ListedPasswords,
    private readonly operatorList: OperatorPasswordList,
    private readonly passwords: Passwords,
  ) {}

  /**
   * Slow on purpose, so never inside a transaction.
   *
   * @throws 422 with the reason, at the named field, 503 `too-busy`
   */
  async hashOf(password: string, holder: PasswordHolder, field = 'password'): Promise<string> {
    const message = await this.objectionTo(password, holder);
    if (message !== null) throw invalid([{ field, message }]);
    return this.passwords.hash(password, holder.email);
  }

  /** Length and guessability alone: rules about kinds of characters make passwords worse. */
  private async objectionTo(password: string, holder: PasswordHolder): Promise<Words | null> {
    const plain = password.normalize('NFKC').toLowerCase();
    const length = [...plain].length;
    if (length < shortestPassword) return say('new-passwords.too-short', { least: shortestPassword });
    if (password.length > longestPassword) return say('new-passwords.too-long', { most: longestPassword });
    if ((await this.listed.has(plain)) || (await this.operatorList.has(password))) {
      return say('new-passwords.leaked');
    }
    if (new Set(plain).size < fewestDifferent) return say('new-passwords.few-characters');
    if (isSequence(plain)) return say('new-passwords.sequence');
    if (isRepetition(plain)) return say('new-passwords.repetition');
    const core = withoutPadding(plain);
    if (core !== plain && core !== '' && (await this.listed.has(core))) {
      return say('new-passwords.leaked-core');
    }
    const besidePhrase = withoutWellKnownPhrase(plain);
    if (besidePhrase !== null && besidePhrase.length < fewestLetters) {
      return say('new-passwords.phrase');
    }
    const rest = withoutNames(plain, holder);
    if (rest !== null && (rest.length < fewestLetters || (await this.listed.has(rest)))) {
      return say('new-passwords.names');
    }
    return null;
  }
}

/** 123456789012345, abcdefghijklmno, and backwards. */
function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return [1, -1].some((step) => steps.every((one) => one === step || one === -9 * step));
}

/** passwordpassword, 12345612345612345: the whole is one part over and over, the last perhaps cut off. */
function isRepetition(text: string): boolean {
  const halves = Math.floor(text.length / 2);
  return Array.from({ length: halves }, (_none, index) => index + 1).some((period) =>
    text.startsWith(text.slice(period)),
  );
}

/** Digits, punctuation and a letter held down, at either end. */
function withoutPadding(text: string): string {
  return text
    .replace(/(.)\1{3,}$/u, '$1')
    .replace(/^[\P{L}]+/u, '')
    .replace(/[\P{L}]+$/u, '');
}

/** The letters that are left once names, digits and punctuation are taken out; null where no name was in it. */
function withoutNames(text: string, { organisationName, name, email }: PasswordHolder): string | null {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const words = [organisationName, name, local, domain.replace(/\.[a-z]+$/, ''), productName].flatMap(
    (source) => {
      const plain = source.normalize('NFKC').toLowerCase();
      return [plain, plain.replace(/\P{L}+/gu, ''), ...plain.split(/\P{L}+/u)];
    },
  );
  const longestFirst = [...new Set(words)]
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), text);
  return left === text ? null : left.replace(/\P{L}+/gu, '');
}
