import type { FactSheet, FactValue } from '../conditions/condition';
import type { IsoDate } from '../dates/calendar';
import type { AnswerSheet } from '../answers/answer';
import type { PublishedQuestionnaire } from './document';
import { visibleAnswers } from './visibility';
import type { FactCatalogue, FactSource } from '../facts/catalogue';
import type { IntakeFacts } from '../facts/intake';
import { joinFacts, statedBy } from '../facts/union';
import { higherOf, rangeOrder } from '../facts/values';

/** An answer names less than the intake: shown to both sides until a member settles it. */
export interface ScopeDispute {
  readonly fact: string;
  readonly question: string;
  readonly intake: FactValue;
  readonly answer: FactValue;
  /** What the intake names and the answer does not. */
  readonly missing: readonly string[];
}

/** An answer names more than the intake, or says what the intake does not know: a change of intake is proposed. */
export interface ScopeProposal {
  readonly fact: string;
  readonly question: string;
  readonly intake: FactValue;
  readonly answer: FactValue;
  readonly adds: readonly string[];
  /** The value the intake would take. */
  readonly proposed: FactValue;
}

export interface EffectiveFacts {
  readonly facts: IntakeFacts;
  readonly disputes: readonly ScopeDispute[];
  readonly proposals: readonly ScopeProposal[];
}

interface EffectiveFactsInput {
  readonly intake: IntakeFacts;
  readonly answers: AnswerSheet;
  readonly catalogue: FactCatalogue;
  /** Decides which answers are visible (hidden ones state nothing) and what each question could have named. */
  readonly questionnaire: PublishedQuestionnaire;
  readonly today: IsoDate;
}

/** The union of intake and visible answers, with where the two sides differ (DESIGN section 4, scope). */
export function effectiveFacts(input: EffectiveFactsInput): EffectiveFacts {
  const { intake, catalogue, questionnaire, today } = input;
  const answers = visibleAnswers(questionnaire, { answers: input.answers, facts: intake, today });
  const differences = questionnaire.factSources.map((source) =>
    compare(source, { intake, answers, questionnaire }),
  );
  const joined = joinFacts(intake, questionnaire.factSources, answers) as FactSheet & IntakeFacts;
  return {
    facts: raisePeople(joined, catalogue),
    disputes: differences.flatMap(({ dispute }) => (dispute === null ? [] : [dispute])),
    proposals: differences.flatMap(({ proposal }) => (proposal === null ? [] : [proposal])),
  };
}

/** Residents of Massachusetts are people: a known higher number of them raises the people affected. */
export function raisePeople(facts: IntakeFacts, catalogue: FactCatalogue): IntakeFacts {
  const residents = facts.residentsMassachusetts;
  if (residents === null || residents === 'unknown') return facts;
  const order = rangeOrder(catalogue, 'peopleAffected');
  return {
    ...facts,
    peopleAffected: higherOf(order, facts.peopleAffected, residents) ?? facts.peopleAffected,
  };
}

interface Sides {
  readonly intake: IntakeFacts;
  readonly answers: AnswerSheet;
  readonly questionnaire: PublishedQuestionnaire;
}
interface Difference {
  readonly dispute: ScopeDispute | null;
  readonly proposal: ScopeProposal | null;
}
const NO_DIFFERENCE: Difference = { dispute: null, proposal: null };

function compare(source: FactSource, sides: Sides): Difference {
  const stated = statedBy(source, sides.answers);
  if (stated === null) return NO_DIFFERENCE;
  const value = (sides.intake as FactSheet)[source.fact] ?? null;
  const named = { fact: source.fact, question: source.question, intake: value };
  switch (source.kind) {
    case 'flag':
      return compareFlag(named, value === true, stated);
    case 'range':
      return compareRange(named, source, stated[0] ?? null);
    case 'set':
      return compareSet(named, stated, expressible(source, sides.questionnaire));
  }
}

interface Named {
  readonly fact: string;
  readonly question: string;
  readonly intake: FactValue;
}

function compareFlag(named: Named, intake: boolean, stated: readonly string[]): Difference {
  const answer = stated.includes('yes');
  if (answer === intake) return NO_DIFFERENCE;
  if (answer) return { dispute: null, proposal: { ...named, answer, adds: ['yes'], proposed: true } };
  return { dispute: { ...named, answer, missing: ['yes'] }, proposal: null };
}

function compareRange(named: Named, source: FactSource, answer: string | null): Difference {
  if (answer === null || answer === 'unknown' || answer === named.intake) return NO_DIFFERENCE;
  const intake = typeof named.intake === 'string' ? named.intake : null;
  const intakeUnknown = intake === null || intake === 'unknown';
  if (intakeUnknown || higherOf(source.order, intake, answer) === answer) {
    return { dispute: null, proposal: { ...named, answer, adds: [answer], proposed: answer } };
  }
  return { dispute: { ...named, answer, missing: [intake] }, proposal: null };
}

function compareSet(named: Named, stated: readonly string[], possible: ReadonlySet<string>): Difference {
  const intake = Array.isArray(named.intake) ? (named.intake as readonly string[]) : [];
  const known = intake.filter((item) => item !== 'unknown' && item !== 'none');
  const answered = stated.filter((item) => item !== 'unknown');
  const intakeUnknown = intake.includes('unknown') || intake.length === 0;
  const adds = answered.filter((item) => !known.includes(item));
  // A vendor that does not know denies nothing, and nobody can deny what the question does not offer.
  const missing = stated.includes('unknown')
    ? []
    : known.filter((item) => possible.has(item) && !answered.includes(item));
  const settles =
    intakeUnknown && !stated.includes('unknown') && (adds.length > 0 || intake.includes('unknown'));
  const proposed = [...known, ...adds];
  return {
    dispute: missing.length > 0 && !intakeUnknown ? { ...named, answer: stated, missing } : null,
    proposal:
      settles || adds.length > 0
        ? { ...named, answer: stated, adds, proposed: proposed.length > 0 ? proposed : ['none'] }
        : null,
  };
}

/** The fact's values that the question could have named. */
function expressible(source: FactSource, questionnaire: PublishedQuestionnaire): ReadonlySet<string> {
  const question = questionnaire.questions.find(({ id }) => id === source.question);
  const named = (question?.options ?? []).map(({ id }) =>
    Object.hasOwn(source.map, id) ? source.map[id] : id,
  );
  return new Set(named.filter((id): id is string => typeof id === 'string'));
}
