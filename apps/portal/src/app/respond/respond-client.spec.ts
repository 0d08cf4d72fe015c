import { fieldsIn, refusal, serverTrouble } from './respond-client';

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

describe('Trouble of the server', () => {
  it('is told in its own words, with what support finds it by', () => {
    const detail = 'The disk for files is full. Nothing was lost, try again later.';
    const answer = refusal(507, { code: 'storage-full', detail, requestId: '0199-request' });
    expect(serverTrouble(answer, 'The connection broke off.')).toBe(
      `${detail} Reference for support: 0199-request`,
    );
    expect(serverTrouble(refusal(0, null), 'The connection broke off.')).toBe('The connection broke off.');
    const own = refusal(409, { detail: 'Remove a file first.', requestId: '0199-request' });
    expect(serverTrouble(own, 'The connection broke off.')).toBe('Remove a file first.');
  });
});
