import type { ClauseState, Finding } from '@countersign/api-types';
import type { ClauseLibrary } from '@countersign/domain';
import type { QuestionLine } from '../assessments/answers/question-line';
import { requirementTrace, type TraceSources } from './requirement-trace';

const requirement = (id: string, citation: string) =>
  ({ id, citation, title: `Title of ${id}`, paraphrase: 'Says it', media: 'both', kind: 'control' }) as const;

const line = (id: string, citations: string[], wishes: Partial<QuestionLine> = {}) =>
  ({
    id,
    question: { id, citations, required: true, scored: true },
    answer: { kind: 'text', text: 'Yes' },
    naReason: null,
    gap: false,
    awaitsReview: false,
    ...wishes,
  }) as unknown as QuestionLine;

const clause = (id: string, wishes: Partial<ClauseState> = {}) =>
  ({
    clause: id,
    title: id,
    level: 'required',
    status: 'present',
    gap: false,
    toReview: false,
    ...wishes,
  }) as unknown as ClauseState;

const finding = (wishes: Partial<Finding>) =>
  ({ id: 'f', question: null, clause: null, state: 'open', ...wishes }) as unknown as Finding;

const library = {
  clauses: [
    { id: 'CL-01', laws: [{ law: 'ma', strength: 'R', citation: 'Rule (f)2' }], questions: ['Q-2'] },
    { id: 'CL-06', laws: [{ law: 'ma', strength: 'S', citation: 'Rule 4' }], questions: [] },
  ],
} as unknown as ClauseLibrary;

const trace = (wishes: Partial<TraceSources>) =>
  requirementTrace({
    requirements: [requirement('f2', 'Rule (f)2'), requirement('4', 'Rule 4'), requirement('1', 'Rule 1')],
    lines: [line('Q-1', ['4']), line('Q-2', ['4', 'f2'])],
    clauses: [clause('CL-01'), clause('CL-06')],
    library,
    findings: [],
    ...wishes,
  });
const states = (wishes: Partial<TraceSources>) => trace(wishes).map(({ id, state }) => [id, state]);

describe('What proves each requirement', () => {
  it('is its questions, the clauses that it demands or that carry it on, and the findings about either', () => {
    const about = [
      finding({ id: 'by question', question: 'Q-2' }),
      finding({ id: 'by clause', clause: 'CL-06' }),
      finding({ id: 'of another', question: 'Q-9' }),
    ];
    expect(
      trace({ findings: about }).map(({ id, questions, clauses, findings }) => ({
        id,
        questions: questions.map((one) => one.id),
        clauses: clauses.map((one) => [one.clause, one.demanded]),
        findings: findings.map((one) => one.id),
      })),
    ).toEqual([
      { id: 'f2', questions: ['Q-2'], clauses: [['CL-01', true]], findings: ['by question'] },
      {
        id: '4',
        questions: ['Q-1', 'Q-2'],
        clauses: [
          ['CL-01', false],
          ['CL-06', false],
        ],
        findings: ['by question', 'by clause'],
      },
      { id: '1', questions: [], clauses: [], findings: [] },
    ]);
  });

  it('is met where everything is, and not asked where there is nothing', () => {
    expect(states({})).toEqual([
      ['f2', 'met'],
      ['4', 'met'],
      ['1', 'not-asked'],
    ]);
  });

  it.each<[string, Partial<TraceSources>, string]>([
    ['an open finding', { findings: [finding({ question: 'Q-2' })] }, 'gap'],
    ['points that were lost', { lines: [line('Q-2', ['f2'], { gap: true })] }, 'gap'],
    ['a demanded clause that is missing', { clauses: [clause('CL-01', { gap: true })] }, 'gap'],
    [
      'no answer, which is also a loss of points',
      { lines: [line('Q-2', ['f2'], { gap: true, answer: { kind: 'none' } })] },
      'unanswered',
    ],
    [
      'an answer that nobody has judged',
      { lines: [line('Q-2', ['f2'], { awaitsReview: true })] },
      'to-review',
    ],
    [
      'a finding that nobody has confirmed',
      { findings: [finding({ question: 'Q-2', state: 'proposed' })] },
      'to-review',
    ],
    ['a contract that nobody has read', { clauses: [clause('CL-01', { toReview: true })] }, 'to-review'],
    ['no contract', { clauses: [clause('CL-01', { status: null })] }, 'to-review'],
    ['a finding that was closed', { findings: [finding({ question: 'Q-2', state: 'closed' })] }, 'met'],
    [
      'a reason why it does not apply',
      { lines: [line('Q-2', ['f2'], { answer: { kind: 'none' }, naReason: { label: 'No', text: '' } })] },
      'met',
    ],
    ['a clause that nothing asks for', { clauses: [clause('CL-01', { level: 'none', gap: true })] }, 'met'],
  ])('with %s reads so', (_what, wishes, state) => {
    expect(states(wishes)[0]).toEqual(['f2', state]);
  });

  it('of a clause alone, without a question, is what the contract says', () => {
    expect(states({ lines: [], clauses: [clause('CL-01', { gap: true })] })).toEqual([
      ['f2', 'gap'],
      ['4', 'not-asked'],
      ['1', 'not-asked'],
    ]);
  });
});
