import { checkQuestionnaire, publish, visibleQuestions, type AuthorQuestion } from '../index';
import { aQuestion, aQuestionnaire, catalogue } from './a-questionnaire';

function shown(
  questions: readonly AuthorQuestion[],
  answers: Readonly<Record<string, unknown>>,
  dataElements: readonly string[] = [],
) {
  const { respondent } = publish(aQuestionnaire(...questions), catalogue);
  const sheet = Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [id, { answer, followUps: {}, naReason: null }]),
  );
  return visibleQuestions(respondent, { answers: sheet, facts: { dataElements }, today: '2026-11-22' });
}

const yesTo = (question: string) => ({ question, includesAny: ['yes'] });

describe('What is shown', () => {
  const chain = [
    aQuestion('first'),
    aQuestion('second', { showIf: yesTo('first') }),
    aQuestion('third', { showIf: yesTo('second') }),
  ];

  it('follows a chain of answers', () => {
    expect(shown(chain, { first: 'yes', second: 'yes' })).toEqual(['first', 'second', 'third']);
  });

  it('closes the whole chain with its first answer, whatever was answered below', () => {
    expect(shown(chain, { first: 'no', second: 'yes', third: 'yes' })).toEqual(['first']);
  });

  it('settles a gate on a later question', () => {
    expect(shown([...chain].reverse(), { first: 'yes', second: 'yes' })).toEqual([
      'third',
      'second',
      'first',
    ]);
  });

  it('reads a fact from the intake or from the answer that states it', () => {
    const gated = [
      aQuestion('held', { type: 'multi', options: [{ id: 'ssn', label: 'SSN' }] }),
      aQuestion('why', { showIf: { fact: 'dataElements', includesAny: ['ssn'] } }),
    ];
    expect(shown(gated, {})).toEqual(['held']);
    expect(shown(gated, { held: ['ssn'] })).toEqual(['held', 'why']);
    expect(shown(gated, {}, ['ssn'])).toEqual(['held', 'why']);
  });

  it('takes nothing from a hidden answer that states a fact', () => {
    const gated = [
      aQuestion('asked'),
      aQuestion('held', { type: 'multi', showIf: yesTo('asked') }),
      aQuestion('why', { showIf: { fact: 'dataElements', includesAny: ['ssn'] } }),
    ];
    expect(shown(gated, { asked: 'no', held: ['ssn'] })).toEqual(['asked']);
  });

  it('cannot be published where a question hides itself by the fact that it states', () => {
    const itself = aQuestion('held', {
      type: 'multi',
      options: [{ id: 'ssn', label: 'SSN' }],
      showIf: { not: { fact: 'dataElements', includesAny: ['ssn'] } },
    });
    expect(checkQuestionnaire(aQuestionnaire(itself), catalogue).map(({ field }) => field)).toEqual([
      'questions.held.showIf',
    ]);
    // A document that was stored all the same is still read to an end.
    expect(shown([itself], { held: ['ssn'] }).length).toBeLessThan(2);
  });
});
