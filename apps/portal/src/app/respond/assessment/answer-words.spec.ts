import { anAssessment } from '../testing/an-assessment';
import { answerLines } from './answer-words';

const { questions } = anAssessment().questionnaire;

function question(id: string) {
  const found = questions.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no question ${id}.`);
  return found;
}

describe('An answer in words', () => {
  it('uses labels instead of ids', () => {
    const value = { answer: 'partial', followUps: {}, naReason: null };
    expect(answerLines(question('Q-4'), value, [])).toEqual([{ label: null, text: 'Partly' }]);
  });

  it('carries the unit of a number', () => {
    const value = { answer: 12, followUps: {}, naReason: null };
    expect(answerLines(question('Q-3'), value, [])).toEqual([{ label: null, text: '12 laptops' }]);
  });

  it('tells the follow-ups that the answer asks for, and no others', () => {
    const value = {
      answer: 'no',
      followUps: { compensatingControl: 'Locked room', targetDate: '2027-03-01' },
      naReason: null,
    };
    const [control] = question('Q-4').followUps;
    expect(answerLines(question('Q-4'), value, control ? [control] : [])).toEqual([
      { label: null, text: 'No' },
      { label: 'Which control limits this today?', text: 'Locked room' },
    ]);
  });

  it('tells why a question does not apply', () => {
    const value = {
      answer: 'na',
      followUps: {},
      naReason: { reason: 'no_system', explanation: 'We hold paper only.' },
    };
    expect(answerLines(question('Q-4'), value, []).map(({ text }) => text)).toEqual([
      'Not applicable',
      'We have no such system',
      'We hold paper only.',
    ]);
  });

  it('says so when there is none', () => {
    const value = { answer: null, followUps: {}, naReason: null };
    expect(answerLines(question('Q-1'), value, [])).toEqual([{ label: null, text: 'No answer' }]);
  });
});
