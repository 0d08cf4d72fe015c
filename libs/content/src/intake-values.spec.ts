import {
  clauseRequirements,
  flagCounts,
  INTAKE_FLAGS,
  validateIntake,
  visibleQuestions,
  type IntakeFacts,
} from '@countersign/domain';
import { clauseLibrary, factCatalogue } from './index';
import { anIntake, answered, compiled, everything, TODAY } from './testing';

const problemsOf = (stated: object) =>
  validateIntake({ ...anIntake(), ...stated }, factCatalogue).map(({ field }) => field);

describe('An intake may say', () => {
  it.each<[string, Partial<IntakeFacts>]>([
    ['that no Massachusetts residents are affected', { residentsMassachusetts: 'r0' }],
    ['nothing of residents', { residentsMassachusetts: null }],
    ['that no law binds', { laws: [] }],
    ['that nobody has answered which laws bind', { laws: null }],
    ...INTAKE_FLAGS.map((flag): [string, Partial<IntakeFacts>] => [
      `that nobody knows of ${flag}`,
      { [flag]: 'unknown' },
    ]),
  ])('%s', (_what, stated) => {
    expect(problemsOf(stated)).toEqual([]);
  });

  it.each([
    [{ portable: null }, 'portable'],
    [{ portable: 'perhaps' }, 'portable'],
    [{ laws: ['none'] }, 'laws'],
    [{ laws: 'unknown' }, 'laws'],
    [{ media: null }, 'media'],
    [{ residentsMassachusetts: 'none' }, 'residentsMassachusetts'],
  ])('but not %j', (stated, field) => {
    expect(problemsOf(stated)).toEqual([field]);
  });
});

describe('A flag that is not known', () => {
  it('counts as yes, but an incident only once it is known', () => {
    expect(INTAKE_FLAGS.filter((flag) => !flagCounts(flag, 'unknown'))).toEqual(['incidentWithin36Months']);
    expect(flagCounts('portable', false)).toBe(false);
    expect(flagCounts('incidentWithin36Months', true)).toBe(true);
  });

  it('opens the questions and calls for the clauses that yes does, until the vendor answers no', () => {
    const unsure = { ...everything, portable: 'unknown', subcontractors: 'unknown' } as const;
    const shown = (answers: Readonly<Record<string, unknown>>) =>
      visibleQuestions(compiled, {
        answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answered(answer)])),
        facts: unsure,
        today: TODAY,
      });
    expect(shown({})).toEqual(expect.arrayContaining(['MA-31', 'MA-61']));
    expect(shown({ 'MA-09': 'no' })).not.toContain('MA-61');
    const requirements = clauseRequirements(clauseLibrary, anIntake(unsure), 3);
    expect(requirements.find(({ clause }) => clause === 'CL-23')?.level).toBe('required');
  });
});
