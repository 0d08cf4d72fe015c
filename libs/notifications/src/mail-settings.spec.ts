import { mustEncrypt } from './mail-settings';

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
