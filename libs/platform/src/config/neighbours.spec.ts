import { isNamed, isNearby, plainAddress } from './neighbours';

describe('A neighbour', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.5',
    '172.30.84.2',
    '192.168.1.4',
    '100.64.0.9',
    '::1',
    'fd00::5',
    'fe80::1',
    '::ffff:10.0.0.5',
  ])('is at %s', (address) => expect(isNearby(address)).toBe(true));

  it.each(['203.0.113.9', '8.8.8.8', '172.32.0.1', '2001:db8::1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'is nobody at %s',
    (address) => expect(isNearby(address)).toBe(false),
  );

  it.each([
    ['10.0.0.5', '10.0.0.5'],
    ['10.0.0.5', '10.0.0.0/8'],
    ['::ffff:10.0.0.5', '10.0.0.5'],
    ['10.0.0.5', '::ffff:10.0.0.5'],
    ['10.0.0.5', '::ffff:10.0.0.0/104'],
    ['fd00::5', 'fd00::/8'],
    ['::1', '::1'],
  ])('at %s is named by %s', (address, entry) => {
    expect(isNamed(address, ['192.0.2.1', entry])).toBe(true);
  });

  it.each([
    ['10.0.0.5', '10.0.0.6'],
    ['10.1.0.5', '10.0.0.0/16'],
    ['::1', '127.0.0.1'],
    ['fd00::5', '10.0.0.0/8'],
  ])('at %s is not named by %s', (address, entry) => {
    expect(isNamed(address, [entry])).toBe(false);
  });

  it('has one spelling', () => {
    expect(plainAddress('::ffff:10.0.0.5')).toBe('10.0.0.5');
    expect(plainAddress('nonsense')).toBeNull();
    expect(plainAddress(undefined)).toBeNull();
  });
});
