import { configFrom } from '@countersign/platform';
import { mailSettingsFrom, mustEncrypt } from './mail-settings';

describe('A mail server', () => {
  it.each([
    ['smtp://mail.buyer.example:587', false, true],
    ['smtp://10.0.0.5', false, true],
    ['smtps://mail.buyer.example', false, true],
    ['smtp://127.0.0.1:2525', false, false],
    ['smtp://localhost', false, false],
    ['smtp://10.0.0.5', true, false],
  ])('%s, plaintext allowed: %s, must speak TLS: %s', (url, plaintext, must) => {
    expect(mustEncrypt(url, { plaintext })).toBe(must);
  });
});

describe('The switch', () => {
  const read = (word?: string) => {
    const environment = {
      DATABASE_URL: 'postgres://cs_app:x@localhost/countersign',
      REDIS_URL: 'redis://localhost',
      PUBLIC_URL: 'https://risk.buyer.example',
      FILES_DIR: '/files',
      COUNTERSIGN_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
      ...(word !== undefined && { COUNTERSIGN_MAIL: word }),
    };
    return mailSettingsFrom(environment, configFrom(environment)).switchedOff;
  };

  it('is off for one word alone', () => {
    expect([read(), read(''), read('on'), read(' off ')]).toEqual([false, false, false, true]);
  });

  it.each(['Off', '0', 'no', 'false', 'of'])(
    'does not let mail leave for want of understanding %s',
    (word) => {
      expect(() => read(word)).toThrow(/^COUNTERSIGN_MAIL must be `off`, so that no mail leaves, or `on`\.$/);
    },
  );
});
