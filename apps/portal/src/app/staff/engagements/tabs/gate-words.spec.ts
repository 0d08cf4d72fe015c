import { gateLink } from './gate-words';

describe('The way to what stands against an approval', () => {
  const to = (code: 'questionnaire-not-sent' | 'knockout-not-judged', permissions: readonly string[]) =>
    gateLink({ code, parameters: { assessmentId: 'a-1' } }, 'e-1', (one) => permissions.includes(one));

  it('promises an act to whoever may do it', () => {
    expect(to('questionnaire-not-sent', ['assessment.send'])).toMatchObject({
      text: 'Send it',
      params: { step: 'send' },
    });
    expect(to('knockout-not-judged', ['assessment.review']).text).toBe('Judge it');
  });

  it('shows an auditor what there is to see, and opens no form', () => {
    expect(to('questionnaire-not-sent', [])).toMatchObject({ text: 'See the assessments' });
    expect(to('questionnaire-not-sent', []).params).not.toHaveProperty('step');
    expect(to('knockout-not-judged', []).text).toBe('See the answer');
  });
});
