import { randomBytes } from 'node:crypto';
import { parseKeys } from './key-list';
import { BrokenSealError, KeyRing, UnknownKeyError } from './key-ring';

const aKey = (id: string) => ({ id, secret: randomBytes(32) });

describe('A key ring', () => {
  const old = aKey('1');
  const ring = new KeyRing([old, aKey('2')]);

  it('opens what it sealed, and says nothing of it in the sealed text', () => {
    const sealed = ring.seal('JBSWY3DPEHPK3PXP', 'totp');
    expect(sealed).toMatch(/^2:[\w-]+$/);
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(ring.open(sealed, 'totp')).toBe('JBSWY3DPEHPK3PXP');
    expect(ring.seal('JBSWY3DPEHPK3PXP', 'totp')).not.toBe(sealed);
  });

  it('still opens what an older key sealed, and knows that it is not the newest', () => {
    const sealed = new KeyRing([old]).seal('seed', 'totp');
    expect(ring.open(sealed, 'totp')).toBe('seed');
    expect(ring.isCurrent(sealed)).toBe(false);
    expect(ring.isCurrent(ring.seal('seed', 'totp'))).toBe(true);
  });

  it('names the key that is missing', () => {
    const sealed = new KeyRing([aKey('gone')]).seal('seed', 'totp');
    expect(() => ring.open(sealed, 'totp')).toThrow(UnknownKeyError);
    expect(() => ring.open(sealed, 'totp')).toThrow(/key gone is not among/);
  });

  it('refuses a value that was changed, cut, moved to another purpose, or sealed by a namesake', () => {
    const sealed = ring.seal('seed', 'totp');
    const [id, body = ''] = sealed.split(':');
    for (let at = 0; at < body.length; at += 5) {
      const other = body[at] === 'A' ? 'B' : 'A';
      const changed = `${id}:${body.slice(0, at)}${other}${body.slice(at + 1)}`;
      expect(() => ring.open(changed, 'totp')).toThrow(BrokenSealError);
    }
    expect(() => ring.open(`${id}:${body.slice(0, 20)}`, 'totp')).toThrow(BrokenSealError);
    expect(() => ring.open(sealed, 'oidc')).toThrow(BrokenSealError);
    expect(() => new KeyRing([aKey('2')]).open(sealed, 'totp')).toThrow(BrokenSealError);
  });

  it('has another secret for each purpose and each key, always the same', () => {
    const secrets = [ring.secretFor('a'), ring.secretFor('b'), ring.secretFor('a', '1')];
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(3);
    expect(ring.secretFor('a')).toEqual(secrets[0]);
  });
});

describe('A list of keys', () => {
  const base64 = randomBytes(32).toString('base64');

  it('is read from lines or commas, remarks left out, the last one being current', () => {
    expect(parseKeys(`# keys\n1:${base64}\n\n2:${base64}\n`).map(({ id }) => id)).toEqual(['1', '2']);
    expect(parseKeys(`1:${base64},2026-11:${base64}`).map(({ id }) => id)).toEqual(['1', '2026-11']);
  });

  it.each([
    ['nothing', ''],
    ['a key that is too short', '1:c2hvcnQ='],
    ['a key without an id', base64],
    ['the same id twice', `1:${base64}\n1:${base64}`],
  ])('refuses %s without repeating it', (_what, text) => {
    expect(() => parseKeys(text)).toThrow(RangeError);
    const message = () => parseKeys(text);
    if (text !== '') expect(message).not.toThrow(text);
  });
});
