import { encode } from 'uqr';
import { Secret } from 'otpauth';
import { mintTotpSecret, qrCodeOf, totpStepOf, totpUri } from './totp';

/** Of RFC 6238, appendix B (SHA-1), the last six of its eight digits. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('A code of an authenticator app', () => {
  it.each(vectors)('is the one of RFC 6238 at second %i', (second, code) => {
    const step = Math.floor(second / 30);
    expect(totpStepOf(secret, code, second * 1000)).toBe(step);
  });

  it('is taken a step early or late, and not two', () => {
    const [second, code] = vectors[1];
    const step = Math.floor(second / 30);
    const at = (stepsLater: number) => totpStepOf(secret, code, (second + 30 * stepsLater) * 1000);
    expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step, step, step, null]);
  });

  it.each(['', '08180', '0818040', 'x81804', '081804\u0000', '٠٨١٨٠٤'])('is not %j', (code) => {
    expect(totpStepOf(secret, code, 1_111_111_109_000)).toBeNull();
  });

  it('comes from a secret of 160 bits, another each time', () => {
    const secrets = [mintTotpSecret(), mintTotpSecret()];
    expect(secrets[0]).not.toBe(secrets[1]);
    for (const one of secrets) expect(Secret.fromBase32(one).bytes).toHaveLength(20);
  });

  it('is set up by an address that says what apps assume', () => {
    const uri = new URL(totpUri(secret, { issuer: 'Alder & Sons', label: 'a@b.example' }));
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Alder & Sons',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});

describe('A QR code', () => {
  it('draws exactly the dark modules', () => {
    const text = totpUri(secret, { issuer: 'Alder', label: 'a@b.example' });
    const { path, size } = qrCodeOf(text);
    const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
    for (const [, x = '', y = '', width = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      for (let at = Number(x); at < Number(x) + Number(width); at += 1) {
        const row = drawn[Number(y)];
        if (row !== undefined) row[at] = true;
      }
    }
    expect(drawn).toEqual(encode(text, { ecc: 'M', border: 4 }).data);
    // The quiet zone, without which no phone finds it.
    expect(drawn.slice(0, 4).flat().some(Boolean)).toBe(false);
  });
});
