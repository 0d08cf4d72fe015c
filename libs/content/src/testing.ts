import type {
  AnswerSheet,
  AnswerValue,
  CompiledQuestion,
  CompiledQuestionnaire,
  IntakeFacts,
  QuestionnaireDocument,
  Score,
  ScoreInput,
} from '@countersign/domain';
import { publish, scoreAssessment } from '@countersign/domain';
import { factCatalogue, shippedQuestionnaire } from './index';
import gatedQuestionnaire from './worked-cases-questionnaire.json';

export const TODAY = '2026-11-22';
export const { document: compiled, respondent } = publish(shippedQuestionnaire, factCatalogue);

/** The questions of 1.0.0 with gates that read facts alone: what the worked cases of the rules are computed on. */
export const { document: gated, respondent: gatedRespondent } = publish(
  gatedQuestionnaire as unknown as QuestionnaireDocument,
  factCatalogue,
);

/** An intake of a small service that holds no data, unless said otherwise. */
export function anIntake(stated: Partial<IntakeFacts> = {}): IntakeFacts {
  return {
    dataElements: ['none'],
    peopleAffected: 'r0',
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
    serviceKinds: ['other'],
    reports: [],
    ...stated,
  };
}

/** An intake for which all 72 questions are shown; its inherent risk is high. */
export const everything = anIntake({
  dataElements: ['ssn', 'card'],
  peopleAffected: 'r3',
  criticality: 3,
  access: 'store',
  replaceability: 3,
  media: ['electronic', 'paper', 'removable'],
  portable: true,
  wireless: true,
  subcontractors: true,
  laws: ['glba'],
  serviceKinds: ['saas'],
});

export function answered(answer: unknown): AnswerValue {
  return { answer, followUps: {}, naReason: null };
}

const CELLS = { text: 'x', signature: 'Ada', number: 1, date: '2026-01-01', yes_no: 'yes' } as const;

/** The best answer to a question. */
function bestAnswer(question: CompiledQuestion): unknown {
  const { scoring } = question;
  switch (question.type) {
    case 'yes_no':
      return 'no';
    case 'yes_no_partial_na':
      return 'yes';
    case 'single':
      return question.options[0]?.id;
    case 'multi':
      return scoring?.kind === 'coverage'
        ? scoring.of
        : question.options
            .filter(({ id, exclusive }) => exclusive !== true && id !== 'unknown')
            .map(({ id }) => id);
    case 'number':
      return scoring?.kind === 'number-at-least' ? 100 : 1;
    case 'date':
      return '2026-09-01';
    case 'table':
      return [Object.fromEntries(question.columns.map(({ id, type }) => [id, CELLS[type]]))];
    case 'attestation':
      return Object.fromEntries(question.fields.map(({ id, type }) => [id, type === 'date' ? TODAY : 'Ada']));
    default:
      return 'Hosting of the payroll.';
  }
}

const SCOPE: Readonly<Record<string, unknown>> = {
  'MA-08': 'yes',
  'MA-09': 'yes',
  'MA-10': 'yes',
  'MA-11': 'yes',
};

/** The best answers everywhere, with a scope that shows all questions. */
export function bestAnswers(changed: Readonly<Record<string, unknown>> = {}): AnswerSheet {
  const answers = { ...SCOPE, ...changed };
  return Object.fromEntries(
    compiled.questions.map((question) => [
      question.id,
      answered(Object.hasOwn(answers, question.id) ? answers[question.id] : bestAnswer(question)),
    ]),
  );
}

/** The score of a submitted assessment. */
export function scoreOf(stated: Partial<ScoreInput> = {}): Score {
  return scoreAssessment(scoreInput(stated));
}

export function scoreInput(stated: Partial<ScoreInput> = {}): ScoreInput {
  return {
    questionnaire: compiled,
    answers: bestAnswers(),
    facts: everything,
    protectedData: true,
    reviews: {},
    verifications: {},
    evidence: {},
    submittedOn: TODAY,
    today: TODAY,
    ...stated,
  };
}

/** The best answers of the worked cases: section A repeats the intake. */
export function answersRepeating(
  questionnaire: CompiledQuestionnaire,
  intake: IntakeFacts,
  changed: Readonly<Record<string, unknown>> = {},
): AnswerSheet {
  const answers = { ...repeated(questionnaire, intake), ...changed };
  return Object.fromEntries(
    questionnaire.questions.map((question) => [
      question.id,
      answered(Object.hasOwn(answers, question.id) ? answers[question.id] : workedAnswer(question)),
    ]),
  );
}

function workedAnswer(question: CompiledQuestion): unknown {
  switch (question.type) {
    case 'yes_no':
      return question.id === 'MA-44' ? 'no' : 'yes';
    case 'multi':
      return question.options.filter(({ exclusive }) => exclusive !== true).map(({ id }) => id);
    case 'number':
      return question.id === 'MA-23' ? 100 : 10;
    case 'date':
      return '2026-10-25';
    default:
      return bestAnswer(question);
  }
}

/** What the intake says, in the words of the questions that state facts. */
function repeated(
  { factSources, questions }: CompiledQuestionnaire,
  intake: IntakeFacts,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    factSources.map(({ fact, kind, question, map }) => {
      const options = questions.find(({ id }) => id === question)?.options ?? [];
      const value = intake[fact as keyof IntakeFacts];
      const named = (id: string) => (Object.hasOwn(map, id) ? map[id] : id);
      switch (kind) {
        case 'flag':
          return [question, value === true ? 'yes' : value === false ? 'no' : null];
        case 'range':
          return [question, options.find(({ id }) => id === value)?.id ?? null];
        case 'set': {
          if (value === null) return [question, null];
          const held = value as readonly string[];
          const chosen = options.map(({ id }) => id).filter((id) => held.includes(named(id) ?? ''));
          const none = options.some(({ id }) => id === 'none') ? ['none'] : null;
          return [question, chosen.length > 0 ? chosen : none];
        }
      }
    }),
  );
}
