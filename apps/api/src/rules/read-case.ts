import {
  type AnswerReview,
  type AnswerSheet,
  type AnswerValue,
  type Backing,
  checkAnswer,
  type CompiledQuestionnaire,
  type ContractTerms,
  effectiveFacts,
  type FactCatalogue,
  type FieldProblem,
  type IntakeFacts,
  isIsoDate,
  type IsoDate,
  REVIEW_VERDICTS,
  type RuleSaid,
  said,
  type Settlement,
  SETTLEMENTS,
  type Submission,
  validateContractTerms,
  validateIntake,
  type Verification,
} from '@countersign/domain';

/** What cases are read against. */
export interface CaseBook {
  readonly catalogue: FactCatalogue;
  /** By `key@version`; the first is taken where a submission names none. */
  readonly questionnaires: ReadonlyMap<string, CompiledQuestionnaire>;
}

/** A case as somebody writes it, read. */
export interface RuleCase {
  readonly name: string;
  readonly today: IsoDate;
  readonly intake: IntakeFacts;
  readonly submissions: readonly Submission[];
  readonly contracts: readonly { readonly terms: ContractTerms; readonly holidays: readonly IsoDate[] }[];
}

/** An intake says nothing of what a case leaves out: no data, nobody, no flag, no law. */
const SILENT_INTAKE: IntakeFacts = {
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
};

const SILENT_TERMS = {
  serviceStartOn: null,
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'none' },
  noticeBasis: 'sent-by',
  deliveryDays: 0,
  amendments: [],
  endedEarlyOn: null,
};

type Json = Readonly<Record<string, unknown>>;

/** Reads one thing after another and remembers what is wrong with each, by the name of its field. */
export class CaseReader {
  readonly problems: FieldProblem[] = [];

  constructor(private readonly book: CaseBook) {}

  read(value: unknown, at: string): RuleCase | null {
    const told = this.object(value, at, ['name', 'today', 'intake', 'submissions', 'contracts']);
    if (told === null) return null;
    const today = this.day(told['today'], `${at}.today`);
    const intake = this.intake(told['intake'] ?? {}, `${at}.intake`);
    if (today === null || intake === null) return null;
    const submissions = this.list(told['submissions'] ?? [], `${at}.submissions`, (one, field) =>
      this.submission(one, field, intake),
    );
    const contracts = this.list(told['contracts'] ?? [], `${at}.contracts`, (one, field) =>
      this.contract(one, field),
    );
    return {
      name: typeof told['name'] === 'string' ? told['name'] : at,
      today,
      intake,
      submissions,
      contracts,
    };
  }

  list<T>(value: unknown, at: string, each: (one: unknown, field: string) => T | null): T[] {
    if (!Array.isArray(value)) {
      this.wrong(at, said('read-case.a-list-is-needed'));
      return [];
    }
    return value.flatMap((one: unknown, index) => each(one, `${at}.${index}`) ?? []);
  }

  private intake(value: unknown, at: string): IntakeFacts | null {
    if (!isRecord(value)) return this.wrong(at, said('read-case.the-facts-of-the'));
    const stated = { ...SILENT_INTAKE, ...value };
    const problems = validateIntake(stated, this.book.catalogue);
    for (const { field, message } of problems) this.wrong(`${at}.${field}`, message);
    return problems.length === 0 ? stated : null;
  }

  private submission(value: unknown, at: string, intake: IntakeFacts): Submission | null {
    const told = this.object(value, at, [
      'questionnaire',
      'submittedOn',
      'answers',
      'settlements',
      'reviews',
      'verifications',
      'evidence',
      'offCycle',
      'intakeThen',
    ]);
    if (told === null) return null;
    const questionnaire = this.questionnaire(told['questionnaire'], `${at}.questionnaire`);
    const submittedOn = this.day(told['submittedOn'], `${at}.submittedOn`);
    if (questionnaire === null || submittedOn === null) return null;
    const by = <T>(key: string, each: (one: unknown, field: string) => T | null) =>
      this.byQuestion(told[key] ?? {}, `${at}.${key}`, { questionnaire, each });
    const answers = this.answers(told['answers'] ?? {}, `${at}.answers`, { questionnaire, submittedOn });
    const settlements = this.list(told['settlements'] ?? [], `${at}.settlements`, (one, field) =>
      this.settlement(one, field),
    );
    const then =
      told['intakeThen'] === undefined ? intake : this.intake(told['intakeThen'], `${at}.intakeThen`);
    const scope = { questionnaire, answers, settlements, today: submittedOn };
    return {
      questionnaire,
      answers,
      settlements,
      submittedOn,
      reviews: by('reviews', (one, field) => this.review(one, field)),
      verifications: by('verifications', (one, field) => this.verification(one, field)),
      evidence: by('evidence', (one, field) => this.backing(one, field)),
      offCycle: by('offCycle', (one, field) => this.day(one, field)),
      ...(then !== null &&
        then !== intake && {
          factsAtSubmission: effectiveFacts({ ...scope, intake: then, catalogue: this.book.catalogue }).facts,
        }),
    };
  }

  private questionnaire(value: unknown, at: string): CompiledQuestionnaire | null {
    const { questionnaires } = this.book;
    const found = value === undefined ? [...questionnaires.values()][0] : questionnaires.get(String(value));
    return (
      found ?? this.wrong(at, said('read-case.name-one-of', { known: [...questionnaires.keys()].join(', ') }))
    );
  }

  private answers(
    value: unknown,
    at: string,
    about: { readonly questionnaire: CompiledQuestionnaire; readonly submittedOn: IsoDate },
  ): AnswerSheet {
    const { questionnaire, submittedOn } = about;
    return this.byQuestion(value, at, {
      questionnaire,
      each: (one, field, id) => {
        const answer = answerOf(one);
        const question = questionnaire.questions.find((asked) => asked.id === id);
        if (question === undefined || answer.answer === 'na') return answer;
        for (const problem of checkAnswer(question, answer, { today: submittedOn }))
          this.wrong([field, problem.field].filter((part) => part !== '').join('.'), problem.message);
        return answer;
      },
    });
  }

  private byQuestion<T>(
    value: unknown,
    at: string,
    {
      questionnaire,
      each,
    }: {
      readonly questionnaire: CompiledQuestionnaire;
      readonly each: (one: unknown, field: string, id: string) => T | null;
    },
  ): Readonly<Record<string, T>> {
    if (!isRecord(value)) {
      this.wrong(at, said('read-case.entries-by-question-are'));
      return {};
    }
    const entries = Object.entries(value).flatMap(([id, one]) => {
      const field = `${at}.${id}`;
      if (!questionnaire.questions.some((asked) => asked.id === id)) {
        this.wrong(field, said('read-case.this-questionnaire-has-no'));
        return [];
      }
      const read = each(one, field, id);
      return read === null ? [] : [[id, read] as const];
    });
    return Object.fromEntries(entries);
  }

  private review(value: unknown, at: string): AnswerReview | null {
    const told =
      typeof value === 'string' ? { verdict: value } : this.object(value, at, ['verdict', 'points']);
    if (told === null) return null;
    const verdict = REVIEW_VERDICTS.find((one) => one === told['verdict' as keyof typeof told]);
    if (verdict === undefined)
      return this.wrong(
        `${at}.verdict`,
        said('read-case.name-one-of', { known: REVIEW_VERDICTS.join(', ') }),
      );
    const points = (told as Json)['points'];
    return { verdict, points: typeof points === 'number' ? points : null };
  }

  private verification(value: unknown, at: string): Verification | null {
    const told = this.object(value, at, ['pointsBefore', 'rejectedSince']);
    if (told === null) return null;
    const { pointsBefore = 0, rejectedSince = false } = told;
    if (!isPoints(pointsBefore))
      return this.wrong(`${at}.pointsBefore`, said('read-case.give-whole-points-from'));
    return { pointsBefore, rejectedSince: rejectedSince === true };
  }

  private backing(value: unknown, at: string): Backing | null {
    const told = this.object(value, at, ['verified', 'lapsesOn']);
    if (told === null) return null;
    const lapsesOn = told['lapsesOn'] ?? null;
    const day = lapsesOn === null ? null : this.day(lapsesOn, `${at}.lapsesOn`);
    return { verified: told['verified'] === true, lapsesOn: day };
  }

  private settlement(value: unknown, at: string): Settlement | null {
    const told = this.object(value, at, ['kind', 'fact', 'values']);
    if (told === null) return null;
    const kind = SETTLEMENTS.find((one) => one === told['kind']);
    const { fact, values } = told;
    if (kind === undefined)
      return this.wrong(`${at}.kind`, said('read-case.name-one-of', { known: SETTLEMENTS.join(', ') }));
    if (typeof fact !== 'string' || !Object.hasOwn(this.book.catalogue.facts, fact))
      return this.wrong(`${at}.fact`, said('read-case.there-is-no-such'));
    if (!Array.isArray(values) || !values.every((one) => typeof one === 'string'))
      return this.wrong(`${at}.values`, said('read-case.a-list-of-values'));
    return { kind, fact, values };
  }

  private contract(value: unknown, at: string): RuleCase['contracts'][number] | null {
    const told = this.object(value, at, ['terms', 'holidays']);
    if (told === null) return null;
    const terms = isRecord(told['terms']) ? { ...SILENT_TERMS, ...told['terms'] } : told['terms'];
    const problems = validateContractTerms(terms);
    for (const { field, message } of problems) this.wrong(`${at}.terms.${field}`, message);
    const holidays = this.list(told['holidays'] ?? [], `${at}.holidays`, (day, field) =>
      this.day(day, field),
    );
    return problems.length === 0 ? { terms: terms as ContractTerms, holidays } : null;
  }

  private day(value: unknown, at: string): IsoDate | null {
    return isIsoDate(value) ? value : this.wrong(at, said('read-case.give-a-day-as'));
  }

  private object(value: unknown, at: string, known: readonly string[]): Json | null {
    if (!isRecord(value))
      return this.wrong(at, said('read-case.an-object-is-needed', { known: known.join(', ') }));
    for (const key of Object.keys(value).filter((one) => !known.includes(one)))
      this.wrong(`${at}.${key}`, said('read-case.there-is-no-such-2', { known: known.join(', ') }));
    return value;
  }

  private wrong(field: string, message: RuleSaid): null {
    this.problems.push({ field, message });
    return null;
  }
}

/** An answer by itself, or with its follow-ups and the reason for "not applicable". */
function answerOf(value: unknown): AnswerValue {
  const whole = isRecord(value) && Object.hasOwn(value, 'answer') ? value : { answer: value };
  const { answer, followUps = {}, naReason = null } = whole as Partial<AnswerValue>;
  return { answer: answer ?? null, followUps, naReason };
}

function isPoints(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
