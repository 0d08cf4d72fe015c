import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailSettingsFrom } from '#product';
import { configFrom, ConfigurationError, ownerUrlFrom } from './config';

const values = {
  DATABASE_URL: 'postgres://cs_app:secret@localhost/countersign',
  REDIS_URL: 'redis://:secret@localhost',
  SMTP_URL: 'smtp://user:secret@mail.example:587',
  COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}\n2:${Buffer.alloc(32, 2).toString('base64')}`,
};
const rest = { PUBLIC_URL: 'https://vendor-risk.example', FILES_DIR: '/var/lib/countersign/files' };
const complete = { ...rest, ...values };
type Variable = keyof typeof values;
const variables = Object.keys(values) as Variable[];

describe('A secret in a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-secrets-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  function fileOf(content: string, name = 'secret'): string {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  const inFile = (variable: Variable, file: string) => ({
    ...complete,
    [variable]: undefined,
    [`${variable}_FILE`]: file,
  });

  it('is as good as one in the variable, and the line that an editor ends it with is no part of it', () => {
    const given = Object.fromEntries(
      variables.map((variable) => [`${variable}_FILE`, fileOf(`${values[variable]}\n`, variable)]),
    );
    const config = configFrom({ ...rest, ...given });
    expect(config).toMatchObject({
      databaseUrl: values.DATABASE_URL,
      redisUrl: values.REDIS_URL,
      smtpUrl: values.SMTP_URL,
    });
    expect(config.keys.ids).toEqual(['1', '2']);
  });

  it.each(variables)('cannot be given together with %s', (variable) => {
    const start = () => configFrom({ ...complete, [`${variable}_FILE`]: fileOf(values[variable]) });
    expect(start).toThrow(ConfigurationError);
    expect(start).toThrow(`${variable} is given twice: ${variable}_FILE is set too. Keep one of the two.`);
  });

  it.each(variables)('is missed with the name of its variable, %s_FILE', (variable) => {
    const file = join(folder, 'nowhere', 'hunter2');
    const start = () => configFrom(inFile(variable, file));
    expect(start).toThrow(ConfigurationError);
    expect(start).toThrow(`${variable}_FILE names a file that cannot be read: it does not exist.`);
  });

  it.each(variables)('is not believed to be empty: %s_FILE', (variable) => {
    expect(() => configFrom(inFile(variable, fileOf(' \n')))).toThrow(
      `${variable}_FILE names a file that is empty.`,
    );
  });

  it('is no folder, which an engine makes where the file is missing', () => {
    mkdirSync(join(folder, 'made'));
    expect(() => configFrom(inFile('REDIS_URL', join(folder, 'made')))).toThrow(
      'REDIS_URL_FILE names a file that cannot be read: it is a folder.',
    );
  });

  it('is one line, except keys', () => {
    const file = fileOf(`${values.DATABASE_URL}\n# the old one\n`);
    expect(() => configFrom(inFile('DATABASE_URL', file))).toThrow(
      'DATABASE_URL_FILE names a file of several lines: it must hold the value alone.',
    );
  });

  it('is checked like the variable, under the name that it was given by', () => {
    expect(() => configFrom(inFile('DATABASE_URL', fileOf('mysql://root:hunter2@localhost')))).toThrow(
      /^DATABASE_URL_FILE must be an address that begins with postgres:\/\/ or postgresql:\/\/\.$/,
    );
    expect(() => configFrom(inFile('COUNTERSIGN_KEYS', fileOf('1:c2hvcnQ=')))).toThrow(
      'COUNTERSIGN_KEYS_FILE must hold lines `id:key`',
    );
  });

  it('is read where nobody but root may', () => {
    const file = fileOf(values.REDIS_URL, 'locked');
    chmodSync(file, 0o000);
    const read = () => configFrom(inFile('REDIS_URL', file));
    // A superuser reads everything: then the start is what has to succeed.
    if (process.getuid?.() === 0) expect(read().redisUrl).toBe(values.REDIS_URL);
    else expect(read).toThrow('REDIS_URL_FILE names a file that cannot be read: the user that this program');
  });

  it('is repeated nowhere, nor is the path, which may be the secret by mistake', () => {
    expect(() => configFrom(inFile('DATABASE_URL', values.DATABASE_URL))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret@') }),
    );
  });

  it('may be the address of the inbox, or of the database for its owner', () => {
    const inbox = { ...complete, INBOX_SMTP_URL_FILE: fileOf('smtp://u:p@inbox:2525\n', 'inbox') };
    expect(mailSettingsFrom(inbox, configFrom(inbox)).inboxSmtpUrl).toBe('smtp://u:p@inbox:2525');
    const owner = fileOf('postgres://cs_owner:secret@localhost/countersign\n', 'owner');
    expect(ownerUrlFrom({ DATABASE_OWNER_URL_FILE: owner })).toBe(
      'postgres://cs_owner:secret@localhost/countersign',
    );
    expect(() => ownerUrlFrom({})).toThrow(
      'DATABASE_OWNER_URL is not set: it names the database as the role cs_owner.',
    );
    expect(() => ownerUrlFrom({ DATABASE_OWNER_URL: 'localhost' })).toThrow(
      'DATABASE_OWNER_URL must be an address that begins with postgres://',
    );
  });
});
