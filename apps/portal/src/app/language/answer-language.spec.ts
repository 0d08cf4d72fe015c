import {
  answerInWords as whole,
  linesOfAnswer,
  type AnswerValue,
  type CompiledQuestion,
  type FollowUpField,
} from '@countersign/domain';
import { answerLanguage } from './answer-language';

const language = answerLanguage();
const given = (answer: unknown): AnswerValue => ({ answer, followUps: {}, naReason: null });
const answerInWords = (question: CompiledQuestion, answer: unknown) =>
  whole(question, given(answer), [], language).answer;
const naReasonInWords = (question: CompiledQuestion, value: AnswerValue) =>
  whole(question, value, [], language).naReason;
const followUpsInWords = (asked: readonly FollowUpField[], value: AnswerValue) =>
  whole(QUESTION, value, asked, language).followUps;

const QUESTION: CompiledQuestion = {
  id: 'MA-14',
  section: 'B',
  type: 'text',
  text: 'A question?',
  help: null,
  required: true,
  options: [],
  columns: [],
  fields: [],
  unit: null,
  min: null,
  max: null,
  allowNever: false,
  pastOnly: false,
  completeRows: false,
  naReasons: [],
  showIf: null,
  citations: [],
  evidence: 'none',
  evidenceHint: null,
  followUps: [],
  scored: true,
  weight: 3,
  scoring: null,
  knockout: false,
};

const OPTIONS = [
  { id: 'tech', label: 'Technical safeguards' },
  { id: 'paper', label: 'Paper records' },
  { id: 'none', label: 'None of these', exclusive: true },
];

function aQuestion(changes: Partial<CompiledQuestion>): CompiledQuestion {
  return { ...QUESTION, ...changes };
}

describe('An answer in words', () => {
  it('shows text as it was written', () => {
    expect(answerInWords(aQuestion({ type: 'longText' }), 'One.\nTwo.')).toEqual({
      kind: 'text',
      text: 'One.\nTwo.',
    });
  });

  it.each(['single', 'yes_no', 'yes_no_partial_na'] as const)('shows the label of a %s choice', (type) => {
    const options = [{ id: 'partial', label: 'Partly' }];
    expect(answerInWords(aQuestion({ type, options }), 'partial')).toEqual({ kind: 'text', text: 'Partly' });
  });

  it('names what was chosen and what was left out of several choices, without the exclusive option', () => {
    expect(answerInWords(aQuestion({ type: 'multi', options: OPTIONS }), ['tech'])).toEqual({
      kind: 'choices',
      chosen: ['Technical safeguards'],
      others: ['Paper records'],
    });
  });

  it('gives a number its unit, and zero is an answer', () => {
    const hours = aQuestion({ type: 'number', unit: 'hours' });
    expect(answerInWords(hours, 1200)).toEqual({ kind: 'text', text: '1,200 hours' });
    expect(answerInWords(hours, 0)).toEqual({ kind: 'text', text: '0 hours' });
  });

  it('writes a date with its year, and never as Never', () => {
    const date = aQuestion({ type: 'date', allowNever: true });
    expect(answerInWords(date, '2026-06-30')).toEqual({ kind: 'text', text: '30 Jun 2026' });
    expect(answerInWords(date, 'never')).toEqual({ kind: 'text', text: 'Never' });
  });

  it('shows a table by its columns, blank rows left out and blank cells as a dash', () => {
    const columns = [
      { id: 'name', label: 'Name', type: 'text', required: true },
      { id: 'since', label: 'Since', type: 'date', required: false },
      { id: 'encrypted', label: 'Encrypted', type: 'yes_no', required: true },
    ] as const;
    const rows = [
      { name: 'Vault', since: '2025-03-15', encrypted: 'yes' },
      { name: '', since: null, encrypted: null },
      { name: 'Tapes', since: null, encrypted: 'no' },
    ];
    expect(answerInWords(aQuestion({ type: 'table', columns }), rows)).toEqual({
      kind: 'table',
      columns: ['Name', 'Since', 'Encrypted'],
      rows: [
        ['Vault', '15 Mar 2025', 'Yes'],
        ['Tapes', '–', 'No'],
      ],
    });
  });

  it('shows an attestation field by field', () => {
    const fields = [
      { id: 'name', label: 'Name', type: 'text', required: true },
      { id: 'date', label: 'Date', type: 'date', required: true },
    ] as const;
    const answer = { name: 'Dana Whitfield', date: '2026-11-18' };
    expect(answerInWords(aQuestion({ type: 'attestation', fields }), answer)).toEqual({
      kind: 'fields',
      fields: [
        { label: 'Name', text: 'Dana Whitfield' },
        { label: 'Date', text: '18 Nov 2026' },
      ],
    });
  });

  it.each([null, '', [], [{ name: '' }]])('says that %j is no answer', (answer) => {
    expect(answerInWords(aQuestion({ type: 'table' }), answer)).toEqual({ kind: 'none' });
  });

  it('gives the reason for "not applicable" by its label beside the explanation', () => {
    const question = aQuestion({ naReasons: [{ id: 'host', label: 'Handled by a provider', onlyIf: null }] });
    const value: AnswerValue = {
      answer: 'na',
      followUps: {},
      naReason: { reason: 'host', explanation: 'Iron Vault stores it.' },
    };
    expect(naReasonInWords(question, value)).toEqual({
      label: 'Handled by a provider',
      text: 'Iron Vault stores it.',
    });
    expect(naReasonInWords(question, { ...value, answer: 'yes' })).toBeNull();
  });

  it('lists a follow-up that was asked and left empty', () => {
    const asked: FollowUpField[] = [
      {
        key: 'targetDate',
        when: { always: true },
        type: 'date',
        text: 'By which date?',
        required: true,
        columns: [],
        options: [],
      },
    ];
    const value = { answer: 'no', followUps: {}, naReason: null };
    expect(followUpsInWords(asked, value)).toEqual([{ label: 'By which date?', answer: { kind: 'none' } }]);
    expect(followUpsInWords(asked, { ...value, followUps: { targetDate: '2027-02-28' } })[0]?.answer).toEqual(
      {
        kind: 'text',
        text: '28 Feb 2027',
      },
    );
  });

  it('reads line by line where it is told as text, what was left empty left out', () => {
    const question = aQuestion({
      type: 'yes_no_partial_na',
      options: [{ id: 'na', label: 'Not applicable' }],
      naReasons: [{ id: 'host', label: 'Handled by a provider', onlyIf: null }],
    });
    const value = { answer: 'na', followUps: {}, naReason: { reason: 'host', explanation: '' } };
    expect(linesOfAnswer(whole(question, value, [], language), language)).toEqual([
      { label: null, text: 'Not applicable' },
      { label: 'Why it does not apply', text: 'Handled by a provider' },
      { label: 'Explanation', text: 'None given' },
    ]);
    expect(linesOfAnswer(whole(question, given(null), [], language), language)).toEqual([
      { label: null, text: 'No answer' },
    ]);
  });
});
