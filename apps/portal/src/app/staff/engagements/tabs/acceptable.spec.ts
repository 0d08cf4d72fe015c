import type { Finding } from '@countersign/api-types';
import { isAcceptanceNeeded, openFindingsBesides } from './acceptable';

const finding = (id: string, wishes: Partial<Finding>) =>
  ({ id, state: 'open', question: null, knockout: false, ...wishes }) as Finding;
const accepted = (openKnockouts: readonly string[], findings: readonly Finding[]) =>
  ({
    standing: { rating: 'low' },
    policy: { acceptanceFrom: 'high' },
    openKnockouts,
    findings,
  }) as unknown as Parameters<typeof openFindingsBesides>[0];
const ids = (of: Parameters<typeof openFindingsBesides>[0]) => openFindingsBesides(of).map(({ id }) => id);

describe('What an acceptance can cover besides', () => {
  const findings = [
    finding('knock-out', { question: 'MA-10', knockout: true }),
    finding('question', { question: 'MA-11', state: 'proposed' }),
    finding('clause', {}),
    finding('closed', { question: 'MA-12', state: 'closed' }),
  ];

  it('are the open findings, without those of the knock-outs that it names already', () => {
    expect(ids(accepted(['MA-10'], findings))).toEqual(['question', 'clause']);
  });

  it('are those of a knock-out too once that is no longer open', () => {
    expect(ids(accepted([], findings))).toEqual(['knock-out', 'question', 'clause']);
  });

  it('are not needed for an acceptance that a knock-out asks for', () => {
    expect(isAcceptanceNeeded(accepted(['MA-10'], []))).toBe(true);
    expect(isAcceptanceNeeded(accepted([], findings))).toBe(false);
  });
});
