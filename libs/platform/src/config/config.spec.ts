import express from 'express';
import { configFrom, ConfigurationError } from './config';

const complete = {
  DATABASE_URL: 'postgres://cs_app:secret@localhost/countersign',
  REDIS_URL: 'redis://localhost',
  PUBLIC_URL: 'https://vendor-risk.example/',
  FILES_DIR: '/var/lib/countersign/files',
  COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
};

describe('The configuration', () => {
  it('needs five variables and has an answer for the rest', () => {
    expect(configFrom(complete)).toMatchObject({
      publicUrl: 'https://vendor-risk.example',
      host: '127.0.0.1',
      port: 3000,
      databaseConnections: 10,
      trustedProxies: [],
      allowedPrivateHosts: [],
      portalFolder: null,
      smtpUrl: null,
      inboxUrl: null,
      logLevel: 'info',
      stubLanguage: false,
    });
    expect(configFrom({ ...complete, COUNTERSIGN_STUB_LANGUAGE: '1' }).stubLanguage).toBe(true);
  });

  it.each(Object.keys(complete))('does not start without %s', (variable) => {
    expect(() => configFrom({ ...complete, [variable]: ' ' })).toThrow(`${variable} is not set`);
  });

  it.each([
    ['PORT', 'eighty', 'PORT must be a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535.'],
    ['PUBLIC_URL', 'http://vendor-risk.example', 'PUBLIC_URL must begin with https://'],
    ['PUBLIC_URL', 'http://127.0.0.1:3000', 'PUBLIC_URL must begin with https://'],
    ['PUBLIC_URL', 'https://vendor-risk.example/portal', 'PUBLIC_URL must be an origin alone'],
    ['DATABASE_URL', 'mysql://localhost', 'DATABASE_URL must be an address that begins with postgres://'],
    ['TRUSTED_PROXIES', '10.0.0.0/8, everyone', 'TRUSTED_PROXIES must list IP addresses'],
    [
      'COUNTERSIGN_ALLOW_PRIVATE_HOSTS',
      'https://idp',
      'COUNTERSIGN_ALLOW_PRIVATE_HOSTS must list host names',
    ],
    ['COUNTERSIGN_ALLOW_PRIVATE_HOSTS', 'idp:8443', 'COUNTERSIGN_ALLOW_PRIVATE_HOSTS must list host names'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of silent, error, warn, info, debug.'],
    ['COUNTERSIGN_STUB_LANGUAGE', 'yes', 'COUNTERSIGN_STUB_LANGUAGE must be one of 0, 1.'],
    ['COUNTERSIGN_KEYS', '1:c2hvcnQ=', 'COUNTERSIGN_KEYS must hold lines `id:key`'],
    ['COUNTERSIGN_KEYS_FILE', '/nowhere/keys', 'COUNTERSIGN_KEYS is given twice: COUNTERSIGN_KEYS_FILE is'],
    ['SMTP_URL', 'mail.example', 'SMTP_URL must be an address that begins with smtp://'],
    ['SMTP_URL', 'smtp://u:hunter#2@mail.example', 'SMTP_URL must be an address that begins with smtp://'],
    ['SMTP_URL', 'smtp://mail.example:99999', 'percent-encode what stands for itself in its password'],
    ['SMTP_URL', 'smtp://', 'SMTP_URL names no host: write it like smtp://mail.company.example:587.'],
    ['REDIS_URL', 'redis://hunter#2@localhost', 'percent-encode what stands for itself in its password'],
    [
      'DATABASE_URL',
      'postgres://cs_app:50%off@localhost/countersign',
      'percent-encode what stands for itself',
    ],
    ['DATABASE_URL', 'postgres://cs_app:a/b@localhost/countersign', 'percent-encode what stands for itself'],
    ['INBOX_URL', 'http://', 'INBOX_URL must be an address that begins with http:// or https:// and cannot'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', '10.0.0.0/33 is none.'],
    ['TRUSTED_PROXIES', '0.0.0.0/0', '0.0.0.0/0 is none.'],
    ['TRUSTED_PROXIES', '10.0.0.1, fd00::/129', 'fd00::/129 is none.'],
    ['TRUSTED_PROXIES', '10.0.0.0/', '10.0.0.0/ is none.'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8', '10.0.0.0/8/8 is none.'],
  ])('refuses %s = %s with a sentence that names it', (variable, value, sentence) => {
    const start = () => configFrom({ ...complete, [variable]: value });
    expect(start).toThrow(ConfigurationError);
    expect(start).toThrow(sentence);
  });

  it.each(['10.0.0.1', '10.0.0.0/8', '10.0.0.1/32', 'fd00::/8', '::1, 127.0.0.1', '::ffff:10.0.0.0/104'])(
    'reads a proxy or a network of proxies: %s',
    (listed) => {
      const { trustedProxies } = configFrom({ ...complete, TRUSTED_PROXIES: listed });
      expect(trustedProxies.join(', ')).toBe(listed);
      // The framework has the last word on them.
      expect(() => express().set('trust proxy', [...trustedProxies])).not.toThrow();
    },
  );

  it('reads the names of hosts that may be private', () => {
    const hosts = { COUNTERSIGN_ALLOW_PRIVATE_HOSTS: 'idp.corp.example, Localhost,' };
    expect(configFrom({ ...complete, ...hosts }).allowedPrivateHosts).toEqual([
      'idp.corp.example',
      'localhost',
    ]);
  });

  describe('of files in a bucket', () => {
    const inABucket = { ...complete, FILES_DIR: '', FILES_S3_BUCKET: 'countersign-files' };

    it('needs its name, and has an answer for the rest', () => {
      expect(configFrom(inABucket).files).toEqual({
        kind: 'bucket',
        bucket: 'countersign-files',
        endpoint: null,
        region: 'us-east-1',
        prefix: '',
        credentials: null,
      });
    });

    it('may name another server, a folder and a pair of keys', () => {
      const { files } = configFrom({
        ...inABucket,
        FILES_S3_ENDPOINT: 'https://s3.example:9000/',
        FILES_S3_REGION: 'eu-central-1',
        FILES_S3_PREFIX: '/vendor-risk//files/',
        FILES_S3_ACCESS_KEY_ID: 'id',
        FILES_S3_SECRET_ACCESS_KEY: 'secret',
      });
      expect(files).toMatchObject({
        endpoint: 'https://s3.example:9000',
        region: 'eu-central-1',
        prefix: 'vendor-risk/files/',
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
      });
    });

    it.each([
      ['FILES_DIR', '/files', 'FILES_DIR and FILES_S3_BUCKET are both set'],
      ['FILES_S3_BUCKET', 's3://countersign', 'FILES_S3_BUCKET must be the name of a bucket alone'],
      ['FILES_S3_BUCKET', '../x', 'FILES_S3_BUCKET must be the name of a bucket alone'],
      ['FILES_S3_ENDPOINT', 's3.example', 'FILES_S3_ENDPOINT must be an address that begins with https://'],
      [
        'FILES_S3_ENDPOINT',
        'https://s3.example/b',
        'FILES_S3_ENDPOINT must be the address of the server alone',
      ],
      [
        'FILES_S3_ENDPOINT',
        'https://id:hunter2@s3.example',
        'FILES_S3_ENDPOINT must hold no name and no password',
      ],
      ['FILES_S3_REGION', 'eu central', 'FILES_S3_REGION must be the name of a region'],
      ['FILES_S3_PREFIX', '../other', 'FILES_S3_PREFIX must be folders of letters'],
      ['FILES_S3_PREFIX', 'what?', 'FILES_S3_PREFIX must be folders of letters'],
      ['FILES_S3_ACCESS_KEY_ID', 'hunter2', 'FILES_S3_SECRET_ACCESS_KEY is not set, although'],
      ['FILES_S3_SECRET_ACCESS_KEY', 'hunter2', 'FILES_S3_ACCESS_KEY_ID is not set, although'],
    ])('refuses %s=%j, and repeats no secret', (variable, value, sentence) => {
      const start = () => configFrom({ ...inABucket, [variable]: value });
      expect(start).toThrow(ConfigurationError);
      expect(start).toThrow(sentence);
      expect(start).not.toThrow(/hunter2/);
    });
  });

  it('never repeats a value that may hold a password', () => {
    expect(() => configFrom({ ...complete, DATABASE_URL: 'mysql://root:hunter2@localhost' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });

  it.each(['http://localhost:4200', 'http://localhost'])('accepts plain http on this machine: %s', (url) => {
    expect(configFrom({ ...complete, PUBLIC_URL: url }).publicUrl).toBe(url);
  });
});
