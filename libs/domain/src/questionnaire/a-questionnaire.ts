import type { FactCatalogue } from '../facts/catalogue';
import type { AuthorQuestion, QuestionnaireDocument } from './document';

/** A test's catalogue with one fact, which the question `held` states. */
export const catalogue: FactCatalogue = {
  key: 'test',
  version: '1.0.0',
  notice: '',
  facts: {
    dataElements: {
      kind: 'set',
      label: 'Data',
      values: { ssn: { label: 'SSN', factor: 5 }, none: { label: 'None', factor: 1, exclusive: true } },
      from: { question: 'held', map: { none: null } },
    },
  },
  terms: {
    holdsPI: { label: '', when: { fact: 'dataElements', includesAny: ['ssn'] }, use: '' },
    protectedData: { label: '', when: '', use: '' },
  },
};

const PLAIN = { required: true, scored: false, citations: [], evidence: 'none' } as const;

/** A test's question: yes or no, required, not scored, unless said otherwise. */
export function aQuestion(id: string, stated: Partial<AuthorQuestion> = {}): AuthorQuestion {
  return { id, section: 'A', type: 'yes_no', text: `Question ${id}`, ...PLAIN, ...stated };
}

const TEST = { key: 'test', version: '1.0.0', title: 'Test', language: 'en', notice: '' };

/** A test's questionnaire with one section and these questions. */
export function aQuestionnaire(...questions: readonly AuthorQuestion[]): QuestionnaireDocument {
  const sections = [{ id: 'A', title: 'A' }];
  return { ...TEST, conditions: {}, followUps: {}, sections, requirements: [], questions };
}
