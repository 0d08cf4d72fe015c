import { publish, type FactCatalogue, type QuestionnaireDocument } from '@countersign/domain';
import type { RespondentAssessment } from '../assessment/respondent-assessment';

const NOTHING = { scored: false, citations: ['17.03(1)'], evidence: 'none', required: true } as const;

/** A questionnaire of one page of each kind, small enough to read beside a test. */
const DOCUMENT: QuestionnaireDocument = {
  key: 'small',
  version: '1.0.0',
  title: 'Small questionnaire',
  language: 'en',
  notice: 'Information, not legal advice.',
  conditions: {},
  followUps: {
    gap: {
      when: { answerIn: ['no', 'partial'] },
      fields: [
        {
          key: 'compensatingControl',
          type: 'text',
          text: 'Which control limits this today?',
          required: true,
        },
        { key: 'targetDate', type: 'date', text: 'By which date?', required: true },
      ],
    },
    na: {
      when: { answerIn: ['na'] },
      fields: [
        {
          key: 'reason',
          type: 'single',
          text: 'Why does this not apply?',
          required: true,
          options: [
            { id: 'no_system', label: 'We have no such system' },
            { id: 'other', label: 'Other' },
          ],
        },
        { key: 'explanation', type: 'text', text: 'Please explain.', required: true },
      ],
    },
  },
  sections: [
    { id: 'A', title: 'Scope' },
    { id: 'B', title: 'Safeguards' },
  ],
  requirements: [
    {
      id: '17.03(1)',
      citation: '201 CMR 17.03(1)',
      title: 'Program',
      paraphrase: 'Keep a program.',
      media: 'both',
      kind: 'control',
    },
  ],
  questions: [
    { ...NOTHING, id: 'Q-1', section: 'A', type: 'longText', text: 'Describe the service.' },
    { ...NOTHING, id: 'Q-2', section: 'A', type: 'yes_no', text: 'Do laptops hold the data?' },
    {
      ...NOTHING,
      id: 'Q-3',
      section: 'A',
      type: 'number',
      text: 'How many laptops?',
      unit: 'laptops',
      min: 0,
      max: 500,
      showIf: { question: 'Q-2', includesAny: ['yes'] },
    },
    {
      ...NOTHING,
      id: 'Q-4',
      section: 'B',
      type: 'yes_no_partial_na',
      text: 'Is there a written program?',
      followUps: ['gap', 'na'],
    },
    {
      ...NOTHING,
      id: 'Q-5',
      section: 'B',
      type: 'attestation',
      text: 'I confirm these answers.',
      fields: [
        { id: 'name', label: 'Name', type: 'text', required: true },
        { id: 'date', label: 'Date', type: 'date', required: true },
        { id: 'signature', label: 'Signature', type: 'signature', required: true },
      ],
    },
  ],
};

export function anAssessment(own: Partial<RespondentAssessment> = {}): RespondentAssessment {
  return {
    id: 'a-1',
    respondentId: 'c-1',
    language: 'en',
    organisationName: 'Bay State Credit Union',
    askedBy: 'Ruth Adler',
    askedByEmail: 'ruth.adler@baystate.example',
    message: null,
    vendorName: 'Harbor Payroll',
    serviceName: 'Payroll processing',
    reference: '4F2A91C3',
    law: null,
    takes: { questions: 5, least: 5, most: 10 },
    contactName: 'Sam Ortiz',
    dueOn: '2026-12-14',
    state: 'answering',
    today: '2026-11-22',
    questionnaire: publish(DOCUMENT, NO_CATALOGUE).respondent,
    facts: NO_FACTS,
    settlements: [],
    elsewhere: [],
    declined: null,
    part: null,
    askedQuestions: null,
    answeredBefore: {},
    answers: {},
    evidence: [],
    submittedAt: null,
    submittedBy: null,
    receipt: null,
    returnedMessage: null,
    returned: null,
    maximumFileBytes: 25_000_000,
    maximumFiles: 200,
    maximumBytes: 1_073_741_824,
    usedFiles: 0,
    usedBytes: 0,
    acceptedExtensions: ['.pdf', '.txt'],
    ...own,
  };
}

const NO_FACTS: RespondentAssessment['facts'] = {
  dataElements: [],
  peopleAffected: 'unknown',
  residentsMassachusetts: null,
  criticality: 1,
  access: 'none',
  replaceability: 1,
  media: [],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: false,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: [],
  reports: [],
};

/** No answer of the small questionnaire states a fact. */
const NO_CATALOGUE: FactCatalogue = {
  key: 'none',
  version: '1.0.0',
  notice: '',
  facts: {},
  terms: {
    holdsPI: { label: 'Holds PI', when: { always: false }, use: '' },
    protectedData: { label: 'Protected data', when: '', use: '' },
  },
};

export function answered(answer: unknown): RespondentAssessment['answers'][string] {
  const value = { answer, followUps: {}, naReason: null };
  return { value, revision: 1, by: 'Sam Ortiz', at: '2026-11-20T09:00:00Z' };
}
