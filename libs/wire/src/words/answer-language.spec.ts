import { factCatalogue, shippedQuestionnaire, STUB_LANGUAGE } from '@countersign/content';
import {
  answerInWords,
  linesOfAnswer,
  publish,
  QUESTION_TYPES,
  type AnswerInWords,
  type Column,
  type FollowUpField,
  type RespondentQuestion,
} from '@countersign/domain';
import { answerLanguage } from './answer-language';
import { offerStubLanguage } from './languages';

const { questions } = publish(shippedQuestionnaire, factCatalogue).respondent;

const cell = ({ type }: Column): unknown =>
  ({ text: 'As typed', signature: 'Dana Whitfield', number: 12_000, date: '2026-06-30', yes_no: 'yes' })[
    type
  ];
const row = (columns: readonly Column[]) =>
  Object.fromEntries(columns.map((column) => [column.id, cell(column)]));

/** Something of the kind that the question, or what follows it up, asks for. */
function anAnswer(asked: Partial<RespondentQuestion> & Pick<RespondentQuestion, 'type'>): unknown {
  const options = asked.options ?? [];
  switch (asked.type) {
    case 'text':
    case 'longText':
      return 'As typed';
    case 'number':
      return 12_000;
    case 'date':
      return '2026-06-30';
    case 'multi':
      return options.slice(0, 2).map(({ id }) => id);
    case 'table':
      return [row(asked.columns ?? []), {}];
    case 'attestation':
      return row(asked.fields ?? []);
    default:
      return options[0]?.id;
  }
}

const followUp = (field: FollowUpField) => [field.key, anAnswer(field)] as const;

function told(question: RespondentQuestion, tag: string) {
  const followUps = Object.fromEntries(question.followUps.map(followUp));
  const value = { answer: anAnswer(question), followUps, naReason: null };
  return answerInWords(question, value, question.followUps, answerLanguage(tag));
}

const textOf = (answer: AnswerInWords): string => JSON.stringify(answer);

describe('Every answer of the questionnaire that ships', () => {
  it('is one of each type but a file, and of short text in what follows up', () => {
    const asked = questions.flatMap(({ type, followUps }) => [type, ...followUps.map((field) => field.type)]);
    expect([...new Set(asked), 'file'].sort()).toEqual([...QUESTION_TYPES].sort());
  });

  it.each(questions.map((question) => [question.id, question] as const))(
    '%s reads without an id, a code or a day as machines write it',
    (_id, question) => {
      const { answer, followUps } = told(question, 'en');
      for (const one of [answer, ...followUps.map((each) => each.answer)]) {
        expect(one.kind).not.toBe('none');
        expect(textOf(one)).not.toMatch(/\d{4}-\d{2}-\d{2}|undefined|null|\[object|12000/);
      }
      const labels = question.options.map(({ label }) => label);
      if (answer.kind === 'text' && labels.length > 0) expect(labels).toContain(answer.text);
      if (answer.kind === 'choices') for (const one of answer.chosen) expect(labels).toContain(one);
      if (answer.kind === 'table') expect(answer.rows).toHaveLength(1);
      const lines = linesOfAnswer({ answer, naReason: null, followUps, comment: null }, answerLanguage('en'));
      expect(lines.length).toBeGreaterThanOrEqual(1 + followUps.length);
    },
  );

  it('ends with its comment, also where nothing is answered', () => {
    const [question] = questions;
    if (question === undefined) throw new Error('No question ships.');
    const language = answerLanguage('en');
    const lines = (answer: unknown, comment: string) =>
      linesOfAnswer(
        answerInWords(question, { answer, followUps: {}, naReason: null, comment }, [], language),
        language,
      );
    const comment = { label: 'Comment', text: 'Since 2019.' };
    expect(lines(anAnswer(question), 'Since 2019.').at(-1)).toEqual(comment);
    expect(lines(null, 'Since 2019.')).toEqual([{ label: null, text: 'No answer' }, comment]);
    expect(lines(null, ' ')).toHaveLength(1);
  });

  it('names the files of a question that is answered by files', () => {
    const [question] = questions;
    if (question === undefined) throw new Error('No question ships.');
    const value = { answer: ['Program.pdf', 'Annex.pdf'], followUps: {}, naReason: null };
    const { answer } = answerInWords({ ...question, type: 'file' }, value, [], answerLanguage('en'));
    expect(answer).toEqual({ kind: 'text', text: 'Program.pdf and Annex.pdf' });
  });

  it('reads in the language of whoever gets the document', () => {
    offerStubLanguage();
    const dated = questions.find(({ type }) => type === 'date');
    const counted = questions.find(({ type }) => type === 'number');
    if (dated === undefined || counted === undefined) throw new Error('No question of this type ships.');
    expect(textOf(told(dated, STUB_LANGUAGE).answer)).toContain('30 Ιουν 2026');
    expect(textOf(told(counted, STUB_LANGUAGE).answer)).toContain('12.000');
    const language = answerLanguage(STUB_LANGUAGE);
    const never = { answer: 'never', followUps: {}, naReason: null };
    expect(textOf(answerInWords(dated, never, [], language).answer)).not.toContain('Never');
    const empty = { answer: null, followUps: {}, naReason: null };
    const [line] = linesOfAnswer(answerInWords(dated, empty, [], language), language);
    expect(line?.text).toMatch(/^⟦.*⟧$/);
  });
});
