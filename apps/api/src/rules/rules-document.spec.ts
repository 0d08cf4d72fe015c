import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clauseLibrary, factCatalogue, shippedQuestionnaire } from '@countersign/content';
import { publish, type QuestionnaireDocument } from '@countersign/domain';
import { runCases, type RuleBook } from './run-cases';

const ofTheRepository = (file: string) => readFileSync(join(__dirname, '../../../..', file), 'utf8');

/** The questions that the worked cases are computed on (docs/rules.md). */
const workedCases = JSON.parse(
  ofTheRepository('libs/content/src/worked-cases-questionnaire.json'),
) as QuestionnaireDocument;
const questionnaires = [shippedQuestionnaire, workedCases].map(
  (document) => publish(document, factCatalogue).document,
);

const book: RuleBook = {
  catalogue: factCatalogue,
  library: clauseLibrary,
  questionnaires: new Map(
    questionnaires.map((document) => [`${document.key}@${document.version}`, document]),
  ),
};

const text = ofTheRepository('docs/rules.md');
const blocks = (kind: string): unknown[] =>
  [...text.matchAll(new RegExp('```json ' + kind + '\\n([\\s\\S]*?)```', 'g'))].map(
    ([, json]) => JSON.parse(json ?? '') as unknown,
  );

const examples = blocks('case').map((told, index) => [
  (told as { name: string }).name,
  told,
  blocks('gives')[index],
]);

describe('docs/rules.md', () => {
  it('has a result for each of its examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    expect(blocks('gives')).toHaveLength(examples.length);
  });

  it.each(examples)('says of %j what the rules say', (_name, told, gives) => {
    const { results, problems } = runCases([told], book);
    expect(problems).toBeNull();
    expect(results?.[0]).toMatchObject(gives as object);
  });
});

describe('Cases', () => {
  const problemsOf = (told: unknown) => runCases(told, book).problems?.map(({ field }) => field);
  const submission = { submittedOn: '2026-11-25' };
  const about = (stated: object) => [{ today: '2026-11-25', ...stated }];

  it.each<[string, unknown, string]>([
    ['no list', 'x', 'cases'],
    ['no day', [{}], 'cases.0.today'],
    ['an unknown field', about({ intakes: {} }), 'cases.0.intakes'],
    ['an unknown fact', about({ intake: { colour: 'red' } }), 'cases.0.intake.colour'],
    ['an unknown value', about({ intake: { access: 'full' } }), 'cases.0.intake.access'],
    [
      'an unknown questionnaire',
      about({ submissions: [{ ...submission, questionnaire: 'x@1' }] }),
      'cases.0.submissions.0.questionnaire',
    ],
    [
      'an unknown question',
      about({ submissions: [{ ...submission, answers: { 'MA-99': 'yes' } }] }),
      'cases.0.submissions.0.answers.MA-99',
    ],
    [
      'an answer that is not offered',
      about({ submissions: [{ ...submission, answers: { 'MA-14': 'perhaps' } }] }),
      'cases.0.submissions.0.answers.MA-14.answer',
    ],
    [
      'a verdict that is none',
      about({ submissions: [{ ...submission, reviews: { 'MA-14': 'fine' } }] }),
      'cases.0.submissions.0.reviews.MA-14.verdict',
    ],
    [
      'a day that is none',
      about({ contracts: [{ terms: { effectiveOn: '2026-02-30' } }] }),
      'cases.0.contracts.0.terms.effectiveOn',
    ],
  ])('with %s compute nothing and name the field', (_what, told, field) => {
    expect(problemsOf(told)).toContain(field);
    expect(runCases(told, book).results).toBeNull();
  });
});
