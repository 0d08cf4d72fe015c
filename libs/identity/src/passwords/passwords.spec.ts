import type { Problem } from '@countersign/platform';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListedPasswords } from './listed-passwords';
import { NewPasswords } from './new-passwords';
import { OperatorPasswordList, operatorPasswordListFrom } from './operator-password-list';
import { Passwords } from './passwords';

describe('A new password', () => {
  const passwords = new Passwords();
  const newPasswords = new NewPasswords(new ListedPasswords(), new OperatorPasswordList(null), passwords);
  const holder = {
    organisationName: 'Alder Insurance',
    name: 'Rea Viewer-Ortiz',
    email: 'rea.viewer@alder-group.example',
  };
  const objectionTo = async (password: string): Promise<string | null> => {
    try {
      await newPasswords.hashOf(password, holder);
      return null;
    } catch (error) {
      const { status, fields } = (error as Problem).body() as {
        status: number;
        fields: { field: string; message: string }[];
      };
      expect({ status, field: fields[0]?.field }).toEqual({ status: 422, field: 'password' });
      return fields[0]?.message ?? '';
    }
  };

  it.each([
    ['amber quay lantern thirteen'],
    ['correct quay lantern staple'],
    ['fifteen letters'],
    ['ßøłé ñandú quokka'],
    ['84 Ümlaut-Zwerge'],
    ['tXq7-mmP2-bbR9-kkL4'],
    ['x'.repeat(3) + ' four unrelated words here '.repeat(3)],
  ])('may be %p: no kind of character is asked for', async (password) => {
    expect(await objectionTo(password)).toBeNull();
  });

  it('needs fifteen characters, counted as people count them', async () => {
    expect(await objectionTo('fourteen chars')).toBe('needs at least 15 characters');
    // Fourteen signs in 28 units of UTF-16.
    expect(await objectionTo('🦉🐢🦊🐙🦋🐝🐞🦀🐠🐬🐘🦒🦔🦦')).toBe('needs at least 15 characters');
    expect(await objectionTo('🦉🐢🦊🐙🦋🐝🐞🦀🐠🐬🐘🦒🦔🦦🐿')).toBeNull();
    expect(await objectionTo(`${'many words '.repeat(93)}and more`)).toBe('has more than 1,024 characters');
  });

  it.each([
    ['1q2w3e4r5t6y7u8i', 'is in a list of leaked passwords'],
    ['1Q2W3E4R5T6Y7U8I', 'is in a list of leaked passwords'],
    ['aaaaaaaaaaaaaaaaaaaa', 'is in a list of leaked passwords'],
    ['aaaaaaabaaaaaaabaaaa', 'repeats a few characters'],
    ['bcdefghijklmnopqrstu', 'is a sequence'],
    ['ponmlkjihgfedcba', 'is a sequence'],
    ['wintergreenwintergreen', 'is a shorter text repeated'],
    ['rivers7rivers7riv', 'is a shorter text repeated'],
    ['Password1234512345!!', 'is a leaked password with something added'],
    ['2024-2025-2026 letmein', 'is a leaked password with something added'],
    ['liverpoollllllllll', 'is a leaked password with something added'],
    ['correcthorsebatterystaple', 'is a phrase that everybody knows'],
    ['Correct Horse Battery Staple!', 'is a phrase that everybody knows'],
    ['correct-horse-battery-staple-2026', 'is a phrase that everybody knows'],
    ['my correct horse battery staple', 'is a phrase that everybody knows'],
    ['four unrelated words', 'is a phrase that everybody knows'],
    ['To be, or not to be', 'is a phrase that everybody knows'],
    ['Alder-Insurance-2026', 'is made of your name'],
    ['rea viewer 19790411', 'is made of your name'],
    ['countersign+password', 'is made of your name'],
    ['AlderGroup!AlderGroup?', 'is made of your name'],
  ])('may not be %p', async (password, reason) => {
    const message = await objectionTo(password);
    expect(message).toContain(reason);
    expect(message).toContain('choose another, for example four unrelated words');
  });

  it('is kept as argon2id and matches itself in any Unicode form', async () => {
    const stored = await newPasswords.hashOf('crème brûlée à la carte', holder);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const matches = (password: string, kept: string | null) =>
      passwords.inTurn({ row: 'known', holders: [] }, (turn) => turn.matches(password, kept));
    expect(await matches('crème brûlée à la carte'.normalize('NFD'), stored)).toBe(true);
    expect(await matches('creme brulee a la carte', stored)).toBe(false);
    expect(await matches('anything at all', null)).toBe(false);
  });
});

describe('The list of leaked passwords', () => {
  it('holds those of the shipped file, whatever their case, and no others', async () => {
    const listed = new ListedPasswords();
    const found = await Promise.all(['123456', 'Password', 'LETMEIN'].map((text) => listed.has(text)));
    expect(found).toEqual([true, true, true]);
    const others = Array.from({ length: 20_000 }, (_none, index) => `not in the list ${index} of leaks`);
    expect(await Promise.all(others.map((text) => listed.has(text)))).not.toContain(true);
  });
});

describe('A list of the operator’s own', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-passwords-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const leaked = Array.from({ length: 400 }, (_none, index) => `leaked password number ${index}`);
  const aListOf = async (passwords: readonly string[], lineEnd: string, counted: boolean) => {
    const hashes = passwords.map((text) => createHash('sha1').update(text).digest('hex').toUpperCase());
    const lines = hashes.sort().map((hash, index) => (counted ? `${hash}:${index ** 3}` : hash));
    const path = join(folder, `${passwords.length}-${lineEnd.length}-${counted}.txt`);
    await writeFile(path, lines.join(lineEnd) + (counted ? lineEnd : ''));
    return operatorPasswordListFrom({ COUNTERSIGN_BREACHED_PASSWORDS: path });
  };

  it.each([
    ['\r\n', true],
    ['\n', true],
    ['\n', false],
  ])('is found entry by entry, with lines that end in %j and counts: %p', async (lineEnd, counted) => {
    for (const some of [leaked, leaked.slice(0, 1), leaked.slice(0, 2), leaked.slice(0, 7), []]) {
      const list = await aListOf(some, lineEnd, counted);
      const missed = [];
      for (const text of leaked) if ((await list.has(text)) !== some.includes(text)) missed.push(text);
      expect(missed).toEqual([]);
    }
  });

  it('refuses what it holds, besides the shipped list', async () => {
    const list = await aListOf(leaked, '\r\n', true);
    const strict = new NewPasswords(new ListedPasswords(), list, new Passwords());
    const holder = { organisationName: 'Alder', name: 'Rea', email: 'rea@alder.example' };
    await expect(strict.hashOf('leaked password number 7', holder)).rejects.toMatchObject({
      fields: [{ message: { code: 'new-passwords.leaked' } }],
    });
    await strict.hashOf('an unleaked password no 7', holder);
  });

  it('stops the start with a sentence where it cannot be read', () => {
    expect(() => operatorPasswordListFrom({ COUNTERSIGN_BREACHED_PASSWORDS: join(folder, 'none') })).toThrow(
      'COUNTERSIGN_BREACHED_PASSWORDS must name a file that can be read.',
    );
  });
});
