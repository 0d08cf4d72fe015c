import fc from 'fast-check';
import { ASSESSMENT_STATES, ASSESSMENT_TRANSITIONS, canMove, isAnswerable } from '../index';

describe('An assessment', () => {
  it('goes from draft to closed, with as many returns as it takes', () => {
    const way = [
      'draft',
      'sent',
      'opened',
      'answering',
      'submitted',
      'in-review',
      'returned',
      'answering',
      'submitted',
      'in-review',
      'closed',
    ] as const;
    way.slice(1).forEach((to, index) => {
      const from = way[index];
      expect(from !== undefined && canMove(from, to)).toBe(true);
    });
  });

  it('can be cancelled from any state before closed, and from none after', () => {
    for (const state of ASSESSMENT_STATES) {
      expect(canMove(state, 'cancelled')).toBe(state !== 'closed' && state !== 'cancelled');
    }
  });

  it('is declined only while the vendor may answer, and stands then where it stood', () => {
    for (const state of ASSESSMENT_STATES) {
      expect(canMove(state, 'declined')).toBe(isAnswerable(state));
      expect(canMove('declined', state)).toBe(isAnswerable(state) || state === 'cancelled');
    }
    expect(isAnswerable('declined')).toBe(false);
  });

  it('takes answers until it is submitted, and again when returned', () => {
    expect(ASSESSMENT_STATES.filter(isAnswerable)).toEqual(['sent', 'opened', 'answering', 'returned']);
  });

  it('never leaves closed or cancelled, wherever it has been', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('closed' as const, 'cancelled' as const),
        fc.constantFrom(...ASSESSMENT_STATES),
        (end, to) => {
          expect(canMove(end, to)).toBe(false);
        },
      ),
    );
  });

  it('has a transition table over its own states only', () => {
    expect(Object.keys(ASSESSMENT_TRANSITIONS)).toEqual([...ASSESSMENT_STATES]);
  });
});
