import { fieldsIn, refusal } from './respond-client';

describe('A refused answer', () => {
  const fieldsOf = (...fields: string[]) =>
    fieldsIn(refusal(422, { fields: fields.map((field) => ({ field, message: 'Type it again.' })) })).map(
      ({ field }) => field,
    );

  it('is marked where the question has that field, whatever the body calls it', () => {
    expect(fieldsOf('answer.0.system', 'followUps.targetDate')).toEqual([
      'answer.0.system',
      'followUps.targetDate',
    ]);
    expect(fieldsOf('value.answer', 'value.followUps.targetDate', 'value')).toEqual([
      'answer',
      'followUps.targetDate',
      'answer',
    ]);
  });

  it('says at the answer why it was refused as a whole', () => {
    const detail = 'This is larger than 256 kB, the most that is taken here.';
    expect(fieldsIn(refusal(413, { code: 'too-large', detail }))).toEqual([
      { field: 'answer', message: detail },
    ]);
  });
});
