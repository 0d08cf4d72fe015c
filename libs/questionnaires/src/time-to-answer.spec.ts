import { factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish, type EvidenceDemand, type QuestionType } from '@countersign/domain';
import { timeToAnswer } from './time-to-answer';

const { document: compiled } = publish(shippedQuestionnaire, factCatalogue);

const [some] = compiled.questions;
const asked = (...questions: [QuestionType, EvidenceDemand?][]) => {
  if (some === undefined) throw new Error('Nothing ships.');
  const written = questions.map(([type, evidence = 'none'], index) => ({
    ...some,
    id: `Q-${index}`,
    type,
    evidence,
  }));
  return timeToAnswer(
    { questions: written },
    written.map(({ id }) => id),
  );
};

describe('The time that a questionnaire takes', () => {
  it('is five minutes at least, whatever is asked', () => {
    expect(asked()).toEqual({ questions: 0, least: 5, most: 5 });
    expect(asked(['yes_no'])).toEqual({ questions: 1, least: 5, most: 5 });
  });

  it('grows with what has to be written, and with documents that have to be found', () => {
    const ten = (type: QuestionType, evidence?: EvidenceDemand) =>
      asked(...Array.from({ length: 10 }, (): [QuestionType, EvidenceDemand?] => [type, evidence]));
    expect(ten('yes_no')).toEqual({ questions: 10, least: 5, most: 10 });
    expect(ten('yes_no', 'optional')).toEqual(ten('yes_no'));
    expect(ten('yes_no', 'required')).toEqual({ questions: 10, least: 15, most: 40 });
    expect(ten('longText')).toEqual({ questions: 10, least: 15, most: 40 });
    expect(ten('table')).toEqual({ questions: 10, least: 20, most: 50 });
  });

  it('is in half hours at both ends where it may be more than an hour', () => {
    expect(asked(...Array.from({ length: 61 }, (): [QuestionType] => ['number']))).toEqual({
      questions: 61,
      least: 30,
      most: 90,
    });
  });

  it('is planned in half hours from an hour on, and never less at most than at least', () => {
    const many = asked(...Array.from({ length: 100 }, (): [QuestionType] => ['yes_no_partial_na']));
    expect(many).toEqual({ questions: 100, least: 90, most: 150 });
    for (let count = 1; count <= 300; count += 1) {
      const { least, most } = asked(...Array.from({ length: count }, (): [QuestionType] => ['yes_no']));
      expect([count, least <= most]).toEqual([count, true]);
    }
  });

  it('counts nothing that is not shown', () => {
    expect(timeToAnswer(compiled, ['MA-01'])).toMatchObject({ questions: 1 });
    const whole = timeToAnswer(
      compiled,
      compiled.questions.map(({ id }) => id),
    );
    expect(whole.questions).toBe(compiled.questions.length);
    expect(whole.least).toBeGreaterThanOrEqual(60);
    expect(whole.most).toBeLessThanOrEqual(240);
  });
});
