import { defineLimits, defineWindow } from './rate-limit';

describe('A rate limit of a library', () => {
  it('keeps the name that its counts carry', () => {
    const limits = defineLimits({ 'letters-sent': { most: 3, perSeconds: 60 } });
    expect(limits['letters-sent']).toEqual({ name: 'letters-sent', most: 3, perSeconds: 60 });
  });

  it('is no other library’s', () => {
    defineLimits({ parcels: { most: 1, perSeconds: 60 } });
    const twice = 'The rate limit parcels is defined twice.';
    expect(() => defineLimits({ parcels: { most: 9, perSeconds: 60 } })).toThrow(twice);
    expect(() => defineWindow('parcels', 60)).toThrow(twice);
  });

  it.each([0, -1, Number.NaN])('lets at least one through, and not %s', (most) => {
    expect(() => defineLimits({ nothing: { most, perSeconds: 60 } })).toThrow(
      'The rate limit nothing lets nothing through: give at least 1.',
    );
  });

  it.each([0, 86_401, Number.NaN])(
    'counts no longer than its counts are kept, as %s seconds',
    (perSeconds) => {
      expect(() => defineLimits({ forever: { most: 1, perSeconds } })).toThrow(
        `The rate limit forever counts within ${perSeconds} seconds: give 1 to 86400.`,
      );
    },
  );
});
