import fc from 'fast-check';
import {
  FINDING_STATES,
  findingDueOn,
  holdFindings,
  SEVERITIES,
  type HoldingRules,
  type KnownFinding,
  type WantedFinding,
} from '../index';

const today = '2026-11-26';

/** As findings from answers are held, and as missing clauses are. */
const judged: HoldingRules = {
  begins: 'proposed',
  accepted: 'stays',
  verified: 'opens',
  follows: 'every-word',
  due: 'earlier',
};
const plain: HoldingRules = {
  begins: 'open',
  accepted: 'closes',
  verified: 'stays',
  follows: 'severity',
  due: 'since-found',
};

const gap = (wishes: Partial<WantedFinding> = {}): WantedFinding => ({
  occasion: 'answer:MA-40',
  severity: 'high',
  grounded: false,
  ...wishes,
});
const stored = (wishes: Partial<KnownFinding> = {}): KnownFinding => ({
  ...gap(),
  state: 'open',
  closedBecause: null,
  dueOn: '2026-12-31',
  ...wishes,
});

/** What becomes of the one finding: `same`, `ended`, or its move, state and day. */
function become(rules: HoldingRules, wanted: WantedFinding | null, known: KnownFinding | null): string {
  const { held, ended } = holdFindings(rules, {
    wanted: wanted === null ? [] : [wanted],
    known: known === null ? [] : [known],
    today,
  });
  if (ended.length > 0) return 'ended';
  const [one] = held;
  return one === undefined ? 'same' : `${one.move}: ${one.state}, due ${one.dueOn}`;
}

describe('A gap that is seen', () => {
  it.each<[string, KnownFinding | null, string, string]>([
    ['is new', null, 'found: proposed, due 2027-01-25', 'found: open, due 2027-01-25'],
    [
      'was closed when nobody saw it',
      stored({ state: 'closed', closedBecause: 'no-longer-holds' }),
      'returned: proposed, due 2027-01-25',
      'returned: open, due 2027-01-25',
    ],
    [
      'was closed as verified',
      stored({ state: 'closed', closedBecause: 'verified' }),
      'returned: proposed, due 2027-01-25',
      'same',
    ],
    ['is proposed', stored({ state: 'proposed' }), 'reworded: proposed, due 2026-12-31', 'same'],
    ['is open', stored(), 'reworded: open, due 2026-12-31', 'same'],
    ['was rejected', stored({ state: 'rejected' }), 'reworded: rejected, due 2026-12-31', 'same'],
    [
      'is open as a lesser one',
      stored({ severity: 'medium', dueOn: '2027-02-20' }),
      'reworded: open, due 2027-01-25',
      'weighed: open, due 2027-01-21',
    ],
    [
      'is open as a worse one',
      stored({ severity: 'critical', dueOn: '2026-12-01' }),
      'reworded: open, due 2026-12-01',
      'weighed: open, due 2026-12-31',
    ],
  ])('and that %s', (_case, known, ofAnswers, ofClauses) => {
    expect([become(judged, gap(), known), become(plain, gap(), known)]).toEqual([ofAnswers, ofClauses]);
  });

  it('and that stands with its ground opens again though somebody has rejected it, on its former day', () => {
    const rejected = stored({ state: 'rejected', grounded: true });
    const grounded = gap({ grounded: true });
    expect(become(judged, grounded, rejected)).toBe('overruled: proposed, due 2026-12-31');
    expect(become(plain, grounded, rejected)).toBe('overruled: open, due 2026-12-31');
  });

  it('and that does so no longer stays rejected', () => {
    expect(become(judged, gap(), stored({ state: 'rejected', grounded: true }))).toBe(
      'reworded: rejected, due 2026-12-31',
    );
  });
});

describe('A gap that nobody sees any more', () => {
  it.each<[string, KnownFinding, string, string]>([
    ['proposed', stored({ state: 'proposed' }), 'ended', 'ended'],
    ['open', stored(), 'same', 'ended'],
    ['rejected', stored({ state: 'rejected' }), 'same', 'same'],
    ['rejected on a ground', stored({ state: 'rejected', grounded: true }), 'ended', 'ended'],
    ['closed', stored({ state: 'closed', closedBecause: 'verified' }), 'same', 'same'],
  ])('and was %s', (_case, known, ofAnswers, ofClauses) => {
    expect([become(judged, null, known), become(plain, null, known)]).toEqual([ofAnswers, ofClauses]);
  });
});

const anyRules = fc.record<HoldingRules>({
  begins: fc.constantFrom('proposed', 'open'),
  accepted: fc.constantFrom('stays', 'closes'),
  verified: fc.constantFrom('opens', 'stays'),
  follows: fc.constantFrom('every-word', 'severity'),
  due: fc.constantFrom('earlier', 'since-found'),
});
const anyGap = fc.record<WantedFinding>({
  occasion: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  severity: fc.constantFrom(...SEVERITIES),
  grounded: fc.boolean(),
});
const anyFinding = fc
  .tuple(
    anyGap,
    fc.constantFrom(...FINDING_STATES),
    fc.constantFrom<'verified' | 'no-longer-holds'>('verified', 'no-longer-holds'),
    fc.integer({ min: -40, max: 40 }),
  )
  .map(([one, state, because, days]): KnownFinding => ({
    ...one,
    state,
    closedBecause: state === 'closed' ? because : null,
    dueOn: new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10),
  }));
const listOf = <T extends WantedFinding>(one: fc.Arbitrary<T>) =>
  fc.uniqueArray(one, { selector: ({ occasion }) => occasion });

/** What is stored once the holding is written. */
function written(known: readonly KnownFinding[], holding: ReturnType<typeof holdFindings>): KnownFinding[] {
  const held = new Map(holding.held.map((one) => [one.wanted.occasion, one]));
  const ended = new Set(holding.ended.map(({ occasion }) => occasion));
  const kept = known
    .filter(({ occasion }) => !held.has(occasion))
    .map((finding): KnownFinding =>
      ended.has(finding.occasion)
        ? { ...finding, state: 'closed', closedBecause: 'no-longer-holds' }
        : finding,
    );
  const renewed = [...held.values()].map(({ wanted, state, dueOn }): KnownFinding => ({
    ...wanted,
    state,
    dueOn,
    closedBecause: null,
  }));
  return [...kept, ...renewed];
}

describe('Holding findings', () => {
  it('once more on the same day moves nothing that anybody is told of', () => {
    fc.assert(
      fc.property(anyRules, listOf(anyGap), listOf(anyFinding), (rules, wanted, known) => {
        const after = written(known, holdFindings(rules, { wanted, known, today }));
        const again = holdFindings(rules, { wanted, known: after, today });
        expect(again.ended).toEqual([]);
        expect(again.held.filter(({ move }) => move !== 'reworded')).toEqual([]);
        const sorted = (list: readonly KnownFinding[]) =>
          list.toSorted((a, b) => (a.occasion < b.occasion ? -1 : 1));
        expect(sorted(written(after, again))).toEqual(sorted(after));
      }),
    );
  });

  it('leaves every gap that is seen with a finding that counts, but for those that a verdict has settled', () => {
    fc.assert(
      fc.property(anyRules, listOf(anyGap), listOf(anyFinding), (rules, wanted, known) => {
        const after = written(known, holdFindings(rules, { wanted, known, today }));
        for (const { occasion, grounded } of wanted) {
          const state = after.find((finding) => finding.occasion === occasion)?.state;
          const before = known.find((finding) => finding.occasion === occasion);
          const settled =
            (before?.state === 'rejected' && !grounded) ||
            (before?.closedBecause === 'verified' && rules.verified === 'stays');
          expect([occasion, state === 'proposed' || state === 'open']).toEqual([occasion, !settled]);
        }
      }),
    );
  });

  it('never gives more time than the severity allows from today or from when it was found', () => {
    fc.assert(
      fc.property(anyRules, listOf(anyGap), listOf(anyFinding), (rules, wanted, known) => {
        for (const { dueOn, wanted: one, known: former } of holdFindings(rules, { wanted, known, today })
          .held) {
          const fresh = findingDueOn(one.severity, today);
          const isLater = former !== null && former.severity === one.severity && dueOn > former.dueOn;
          expect(dueOn <= fresh || former !== null).toBe(true);
          if (former !== null && former.state !== 'closed') expect(isLater).toBe(false);
        }
      }),
    );
  });
});
