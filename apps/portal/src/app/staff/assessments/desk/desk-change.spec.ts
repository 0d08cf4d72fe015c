import type { DeskChange } from '@countersign/api-types';
import type { AssessmentView } from '../assessment-view';
import { withChange } from './desk-change';

const questions = (points: number | null) => [
  { id: 'MA-1', points },
  { id: 'MA-2', points: 10_000 },
];

const PAGE = {
  row: { state: 'submitted', ceHundredths: 9_000 },
  reviews: { 'MA-2': { verdict: 'accepted', revision: 1 } },
  score: {
    ceHundredths: 9_000,
    sections: [{ id: 'A', ceHundredths: 9_000 }],
    requirements: [],
    questions: questions(10_000),
    knockouts: [{ question: 'MA-2', open: true }],
  },
  residual: { rating: 'low' },
  findings: [{ id: 'f-2', state: 'proposed' }],
} as unknown as AssessmentView;

const NOTHING: DeskChange = {
  at: 1,
  state: 'in-review',
  mark: 'b',
  markBefore: 'a',
  overtaken: [],
  reviews: {},
  score: null,
  knockoutsOver: [],
  residual: null,
  findings: [],
};

describe('What an act has changed', () => {
  it('leaves all that it does not tell of as it was', () => {
    const after = withChange(PAGE, { ...NOTHING, reviews: {} });
    expect(after).toEqual({ ...PAGE, row: { ...PAGE.row, state: 'in-review' } });
  });

  it('takes the place of what it tells of: lines of the score, knock-outs, findings, rating, verdicts', () => {
    const after = withChange(PAGE, {
      ...NOTHING,
      reviews: { 'MA-1': { verdict: 'rejected', revision: 1 } as never },
      score: {
        ...PAGE.score,
        ceHundredths: 5_000,
        sections: [],
        questions: questions(0).slice(0, 1),
        knockouts: [{ question: 'MA-1', open: true }],
      } as never,
      knockoutsOver: ['MA-2'],
      residual: { rating: 'high' } as never,
      findings: [{ id: 'f-2', state: 'closed' }, { id: 'f-1' }] as never,
    });
    expect(after.reviews).toMatchObject({ 'MA-1': { verdict: 'rejected' }, 'MA-2': { verdict: 'accepted' } });
    expect(after.score).toMatchObject({
      ceHundredths: 5_000,
      sections: [{ id: 'A' }],
      questions: questions(0),
      knockouts: [{ question: 'MA-1', open: true }],
    });
    expect(after.score?.knockouts).toHaveLength(1);
    expect(after.row.ceHundredths).toBe(5_000);
    expect(after.residual).toEqual({ rating: 'high' });
    expect(after.findings).toEqual([{ id: 'f-2', state: 'closed' }, { id: 'f-1' }]);
  });
});
