import {
  findingsFromAnswers,
  inherentRisk,
  residualRisk,
  said,
  type AnswerSheet,
  type OpenFinding,
  type Score,
} from '@countersign/domain';
import { factCatalogue } from './index';
import { answered, bestAnswers, compiled, everything, scoreInput, scoreOf } from './testing';

const inherent = inherentRisk(everything, { catalogue: factCatalogue });

function openFindings(score: Score, answers: AnswerSheet): readonly OpenFinding[] {
  return findingsFromAnswers({ ...scoreInput({ answers }), score }).map(({ severity }) => ({
    severity,
    overdue: false,
    open: true,
  }));
}

function residualOf(answers: AnswerSheet, score: Score) {
  return residualRisk({ inherent, score, protectedData: true, openFindings: openFindings(score, answers) });
}

describe('The check of DESIGN section 4', () => {
  it('gives the best answers everywhere 197 points of weight and a CE of 100', () => {
    const score = scoreOf();
    expect(score.questions.filter(({ shown }) => shown)).toHaveLength(72);
    expect([score.shownWeight, score.ceHundredths]).toEqual([197, 10_000]);
    expect(residualOf(bestAnswers(), score)).toMatchObject({
      // Nobody has verified anything: one level below inherent at best.
      floors: [{ code: 'assurance', level: 'moderate' }],
      creditHundredths: 10_000,
      calculated: 'low',
      rating: 'moderate',
    });
  });

  it('puts "no" on MA-57 at CE 97.46, credit 94.9 and high by floor', () => {
    const answers = bestAnswers({ 'MA-57': 'no' });
    const score = scoreOf({ answers });
    const residual = residualOf(answers, score);
    expect([score.shownWeight, score.ceHundredths]).toEqual([197, 9_746]);
    expect([score.numerator, score.denominator]).toEqual([1_920_000, 1_970_000]);
    expect(residual.creditHundredths).toBe(9_492);
    expect([residual.calculated, residual.rating]).toEqual(['low', 'high']);
    expect(score.knockouts).toMatchObject([{ question: 'MA-57', status: 'fired', open: true }]);
    expect(residual.floors.map(({ code }) => code)).toContain('knockout-open');
  });

  it('puts a vendor without firewall, patching, malware protection and monitoring at CE 90.2, moderate by floor', () => {
    const answers = bestAnswers({
      'MA-09': 'no',
      'MA-10': 'no',
      'MA-59': 'no',
      'MA-60': 'none',
      'MA-72': 'none',
      'MA-64': 'no',
      'MA-65': 'none',
      'MA-66': 'no',
    });
    const score = scoreOf({ answers, facts: { ...everything, portable: false, wireless: false } });
    const residual = residualOf(answers, score);
    expect([score.shownWeight, score.ceHundredths]).toEqual([184, 9_021]);
    expect([residual.calculated, residual.rating]).toEqual(['low', 'moderate']);
    expect(new Set(residual.floors.map(({ code }) => code))).toEqual(
      new Set(['assurance', 'requirement-below-half']),
    );
  });

  it('puts a vendor that left all knock-outs blank at high', () => {
    const blank = compiled.questions.filter(({ knockout }) => knockout).map(({ id }) => [id, null]);
    const answers = bestAnswers(Object.fromEntries(blank));
    const residual = residualOf(answers, scoreOf({ answers }));
    expect(blank).toHaveLength(9);
    expect(residual.floors.filter(({ code }) => code === 'knockout-open')).toHaveLength(9);
    expect(residual.rating).toBe('high');
  });
});

describe('An open knock-out', () => {
  it('keeps the rating at least at the inherent level', () => {
    const worst = inherentRisk({ ...everything, peopleAffected: 'r5' }, { catalogue: factCatalogue });
    const score = scoreOf({ answers: bestAnswers({ 'MA-57': 'no' }) });
    expect(worst.level).toBe('very-high');
    expect(residualRisk({ inherent: worst, score, protectedData: true, openFindings: [] }).rating).toBe(
      'very-high',
    );
  });

  it('counts once while control effectiveness is below 50', () => {
    const weak = bestAnswers(
      Object.fromEntries(compiled.questions.filter(({ weight }) => weight >= 4).map(({ id }) => [id, null])),
    );
    const score = scoreOf({ answers: weak });
    const residual = residualRisk({ inherent, score, protectedData: true, openFindings: [] });
    expect(score.ceHundredths).toBeLessThan(5_000);
    expect(residual.floors.map(({ code }) => code)).toContain('effectiveness-below-half');
    expect([residual.creditHundredths, residual.rating]).toEqual([0, 'high']);
    const harmless = residualRisk({ inherent, score, protectedData: false, openFindings: [] });
    expect(harmless.floors.map(({ code }) => code)).toEqual(['assurance']);
  });
});

describe('Control effectiveness', () => {
  it('is null where less than 40 points of weight apply, and the residual says so', () => {
    const facts = { ...everything, dataElements: ['internal'], portable: false };
    const answers = { 'MA-35': answered('yes'), 'MA-45': answered('no') };
    const score = scoreOf({ answers, facts, protectedData: false });
    expect([score.shownWeight, score.ceHundredths, score.notScorable]).toEqual([0, null, true]);
    expect(residualRisk({ inherent, score, protectedData: false, openFindings: [] })).toMatchObject({
      state: 'not-scorable',
      creditHundredths: null,
      rating: inherent.level,
    });
  });

  it('counts unanswered questions 0 after submission and not at all before', () => {
    const answers = bestAnswers({ 'MA-19': null });
    expect(scoreOf({ answers }).ceHundredths).toBe(Math.floor((192 / 197) * 10_000));
    expect(scoreOf({ answers, submittedOn: null }).ceHundredths).toBe(10_000);
  });

  it('earns nothing before submission', () => {
    const score = scoreOf({ submittedOn: null });
    expect(residualRisk({ inherent, score, protectedData: true, openFindings: [] })).toMatchObject({
      state: 'not-assessed',
      rating: inherent.level,
    });
  });

  it('counts "not applicable" 0 until a reviewer accepts it, and then leaves both sums', () => {
    const answers = bestAnswers({ 'MA-26': 'na' });
    expect(scoreOf({ answers }).numerator).toBe(1_940_000);
    const accepted = scoreOf({ answers, reviews: { 'MA-26': { verdict: 'accepted' } } });
    expect([accepted.numerator, accepted.denominator]).toEqual([1_940_000, 1_940_000]);
    expect(accepted.scorableWeight).toBe(194);
  });

  it('counts a rejected answer 0, and a verified finding in full', () => {
    const reviews = { 'MA-57': { verdict: 'rejected' as const } };
    const rejected = scoreOf({ reviews });
    expect(rejected.ceHundredths).toBe(9_746);
    expect(rejected.knockouts).toMatchObject([{ question: 'MA-57', status: 'fired', open: true }]);
    const verified = scoreOf({
      reviews,
      verifications: { 'MA-57': { pointsBefore: 0, rejectedSince: false } },
    });
    expect(verified.ceHundredths).toBe(10_000);
    expect(verified.knockouts).toMatchObject([{ question: 'MA-57', open: false }]);
  });

  it.each([
    [undefined, 5_000],
    [0, 0],
    [0.5, 5_000],
    [1, 10_000],
    [0.7, 5_000],
  ])('lets the reviewer set %s on an incident, for %i points', (points, expected) => {
    const answers = bestAnswers({ 'MA-44': 'yes' });
    const score = scoreOf({ answers, reviews: { 'MA-44': { verdict: 'accepted', points: points ?? null } } });
    expect(score.questions.find(({ id }) => id === 'MA-44')?.points).toBe(expected);
  });

  it.each([
    ['MA-15', ['admin'], 2_000],
    ['MA-15', ['admin', 'tech', 'phys'], 6_000],
    ['MA-16', '2025-11-22', 10_000],
    ['MA-16', '2025-11-21', 5_000],
    ['MA-16', '2024-11-21', 0],
    ['MA-16', 'never', 0],
    ['MA-41', '2025-05-22', 5_000],
    ['MA-41', '2025-05-21', 0],
    ['MA-23', 95, 10_000],
    ['MA-23', 94.9, 5_000],
    ['MA-23', 79, 0],
    ['MA-24', ['audit'], 5_000],
    ['MA-24', ['none'], 0],
    ['MA-29', 't7', 2_500],
    ['MA-32', [{ name: 'Host' }], 5_000],
    ['MA-46', 24, 10_000],
    ['MA-46', 48, 7_500],
    ['MA-46', 72, 5_000],
    ['MA-46', 73, 0],
    ['MA-62', ['mdm'], 3_300],
    ['MA-62', ['mdm', 'usb'], 6_700],
    ['MA-62', ['ban'], 10_000],
    ['MA-62', ['none'], 0],
  ])('gives %s with %j %i points', (question, answer, expected) => {
    const score = scoreOf({ answers: bestAnswers({ [question]: answer }) });
    expect(score.questions.find(({ id }) => id === question)?.points).toBe(expected);
  });

  it('leaves records out of coverage that the vendor does not hold, and rounds coverage down', () => {
    const facts = { ...everything, media: ['electronic'] };
    const answers = bestAnswers({ 'MA-05': ['electronic'], 'MA-15': ['admin', 'tech', 'phys'] });
    const points = scoreOf({ answers, facts }).questions.find(({ id }) => id === 'MA-15')?.points;
    expect(points).toBe(7_500);
    const paperOnly = bestAnswers({ 'MA-05': ['paper'], 'MA-15': ['admin', 'paper'] });
    const three = scoreOf({ answers: paperOnly, facts: { ...everything, media: ['paper'] } });
    expect(three.questions.find(({ id }) => id === 'MA-15')?.points).toBe(5_000);
    const one = bestAnswers({ 'MA-15': ['admin', 'tech', 'paper', 'elec'] });
    expect(scoreOf({ answers: one }).questions.find(({ id }) => id === 'MA-15')?.points).toBe(8_000);
  });

  it('is kept per section and per requirement', () => {
    const score = scoreOf({ answers: bestAnswers({ 'MA-57': 'no' }) });
    const requirement = score.requirements.find(({ id }) => id === '17.04(3)');
    expect([requirement?.numerator, requirement?.denominator]).toEqual([50_000, 100_000]);
    expect(score.sections.find(({ id }) => id === 'A')?.ceHundredths).toBeNull();
    expect(score.sections.find(({ id }) => id === 'B')?.ceHundredths).toBe(10_000);
  });

  it('has the confidence of what was answered and what verified documents back', () => {
    const score = scoreOf({
      answers: bestAnswers({ 'MA-19': null }),
      evidence: {
        'MA-14': { verified: true, lapsesOn: null },
        'MA-28': { verified: false, lapsesOn: null },
      },
    });
    expect(score.confidence).toEqual({
      answeredHundredths: Math.floor((192 / 197) * 10_000),
      evidencedHundredths: Math.floor((5 / 197) * 10_000),
    });
  });
});

describe('Knock-outs', () => {
  it('fire only where the engagement has protected data', () => {
    const answers = bestAnswers({ 'MA-57': 'no', 'MA-35': 'no' });
    expect(scoreOf({ answers, protectedData: false }).knockouts).toEqual([]);
    expect(scoreOf({ answers }).knockouts.map(({ question }) => question)).toEqual(['MA-35', 'MA-57']);
  });

  it('are "partial" on a partial answer, for moderate at least', () => {
    const answers = bestAnswers({ 'MA-57': 'partial' });
    const score = scoreOf({ answers });
    expect(score.knockouts).toMatchObject([{ question: 'MA-57', status: 'partial', open: true }]);
    expect(residualRisk({ inherent, score, protectedData: true, openFindings: [] }).rating).toBe('moderate');
  });

  it('wait on "not applicable", for moderate at least, until it is accepted or rejected', () => {
    const answers = bestAnswers({ 'MA-61': 'na' });
    const waiting = scoreOf({ answers });
    expect(waiting.knockouts).toMatchObject([{ question: 'MA-61', status: 'not-applicable', open: true }]);
    expect(residualOf(answers, waiting).floors.map(({ code }) => code)).toContain('knockout-not-applicable');
    expect(scoreOf({ answers, reviews: { 'MA-61': { verdict: 'accepted' } } }).knockouts).toEqual([]);
    expect(scoreOf({ answers, reviews: { 'MA-61': { verdict: 'rejected' } } }).knockouts).toMatchObject([
      { question: 'MA-61', status: 'fired' },
    ]);
  });
});

describe('Findings from answers', () => {
  const severityAt = (question: string, answer: unknown, verdict: 'accepted' | 'rejected' | null = null) => {
    const answers = bestAnswers({ [question]: answer });
    const reviews = verdict === null ? {} : { [question]: { verdict } };
    const score = scoreOf({ answers, reviews });
    return findingsFromAnswers({ ...scoreInput({ answers, reviews }), score }).map((finding) => [
      finding.question,
      finding.severity,
    ]);
  };

  it.each([
    ['MA-57', 'no', 'critical'],
    ['MA-57', 'partial', 'high'],
    ['MA-19', 'no', 'high'],
    ['MA-19', 'partial', 'medium'],
    ['MA-64', 'no', 'high'],
    ['MA-64', 'partial', 'medium'],
    ['MA-26', 'no', 'medium'],
    ['MA-26', 'partial', 'low'],
    ['MA-27', 'no', 'low'],
    ['MA-27', 'partial', 'low'],
    ['MA-65', 'd90', 'medium'],
    ['MA-51', 'pw_weak', 'high'],
    ['MA-57', null, 'critical'],
    ['MA-29', 't7', 'low'],
    ['MA-62', ['mdm'], 'low'],
    ['MA-16', 'never', 'low'],
  ])('at %s with %j are %s', (question, answer, severity) => {
    expect(severityAt(question, answer)).toEqual([[question, severity]]);
  });

  it.each([
    ['MA-51', 'pw_strong'],
    ['MA-44', 'yes'],
    ['MA-72', 'man'],
    ['MA-26', 'na'],
    ['MA-62', ['mdm', 'usb']],
  ])('at %s with %j are none', (question, answer) => {
    expect(severityAt(question, answer)).toEqual([]);
  });

  it('follow a rejected "not applicable" and a rejected answer', () => {
    expect(severityAt('MA-28', 'na', 'rejected')).toEqual([['MA-28', 'critical']]);
    expect(severityAt('MA-28', 'na', 'accepted')).toEqual([]);
    expect(severityAt('MA-51', 'mfa_all', 'rejected')).toEqual([['MA-51', 'high']]);
  });

  it('cite the requirement as it is printed and say what was answered', () => {
    const answers = bestAnswers({ 'MA-31': 'no', 'MA-23': 10 });
    const findings = findingsFromAnswers({ ...scoreInput({ answers }), score: scoreOf({ answers }) });
    expect(findings.map(({ citation, detail }) => [citation, detail])).toEqual([
      [
        '201 CMR 17.03(2)(b)1.',
        said('finding.answer.not-met-as-told', { answer: [said('amount', { amount: 10, unit: 'percent' })] }),
      ],
      ['201 CMR 17.03(2)(f)2.', said('finding.answer.not-met-as-told', { answer: ['No'] })],
    ]);
  });
});
