import type { FactSheet, FactValue } from '../conditions/condition';
import { selected } from '../conditions/evaluate';
import type { IsoDate } from '../dates/calendar';
import type { AnswerSheet } from '../answers/answer';
import type { PublishedQuestionnaire } from './document';
import { visibleAnswers, visibleQuestions, type AnswerContext } from './visibility';
import type { FactCatalogue, FactSource } from '../facts/catalogue';
import { inForce, raisePeople, type FactsInForce } from '../facts/in-force';
import type { IntakeFacts } from '../facts/intake';
import { isSettled, type Settlement, type SettlementKind } from '../facts/settlement';
import { addNamed, namedBy, statedBy, type NamedFact } from '../facts/union';
import { higherOf } from '../facts/values';

/** An answer names less than the intake: the intake counts until a member settles it. */
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
  /** The value the intake takes where a member adopts it. */
  readonly proposed: FactValue;
  /** It counts at once. What only settles something not known waits until a member adopts it. */
  readonly counts: boolean;
}

export interface EffectiveFacts {
  readonly facts: FactsInForce;
  /** Open ones only. */
  readonly disputes: readonly ScopeDispute[];
  readonly proposals: readonly ScopeProposal[];
}

/** The values that name a proposal where a member sets it aside: what it adds, else what it would settle. */
export function valuesOfProposal({
  adds,
  proposed,
}: Pick<ScopeProposal, 'adds' | 'proposed'>): readonly string[] {
  if (adds.length > 0) return adds;
  const settling = selected(proposed);
  return settling.length > 0 ? settling : ['none'];
}

/** What a submission says of the scope. */
export interface StatedScope {
  readonly answers: AnswerSheet;
  /** Decides which answers are visible (hidden ones state nothing) and what each question could have named. */
  readonly questionnaire: PublishedQuestionnaire;
  readonly settlements?: readonly Settlement[];
  /** The day of submission; ages count to it. */
  readonly today: IsoDate;
}

interface Business {
  readonly intake: IntakeFacts;
  readonly catalogue: FactCatalogue;
  /** What other questionnaires name beside the submissions. */
  readonly elsewhere?: readonly NamedFact[] | null;
}

/** The facts in force by one submission, with where the two sides differ (DESIGN section 4, facts in force). */
export function effectiveFacts({
  intake,
  catalogue,
  elsewhere,
  ...scope
}: StatedScope & Business): EffectiveFacts {
  const { facts, differences } = engagementFacts({ intake, catalogue, elsewhere, submissions: [scope] });
  return { facts, ...(differences[0] ?? { disputes: [], proposals: [] }) };
}

export interface EngagementFacts {
  readonly facts: FactsInForce;
  /** The same before flags and terms are read: what the gates of each submission start from. */
  readonly stated: FactSheet;
  /** What all of the submissions name. */
  readonly named: readonly NamedFact[];
  /** Of each submission, in their order. */
  readonly differences: readonly Pick<EffectiveFacts, 'disputes' | 'proposals'>[];
}

/** The facts in force by the latest submission of each questionnaire, oldest first. */
export function engagementFacts({
  intake,
  catalogue,
  elsewhere,
  submissions,
}: Business & { readonly submissions: readonly StatedScope[] }): EngagementFacts {
  let stated = addNamed(intake, elsewhere ?? []);
  const named: NamedFact[] = [];
  const differences = submissions.map((submission) => {
    const { questionnaire, settlements = [], today } = submission;
    const { factSources } = questionnaire;
    const context = { answers: submission.answers, facts: stated, settlements, today };
    const answers = visibleAnswers(questionnaire, context);
    const names = namedBy(factSources, answers, settlements);
    named.push(...names);
    stated = addNamed(stated, names);
    return openDifferences({ intake, answers, questionnaire }, settlements);
  });
  const joined = inForce(stated) as FactSheet & FactsInForce;
  const residents = [...(elsewhere ?? []), ...named].filter(({ fact }) => fact === 'residentsMassachusetts');
  const numbers = residents.flatMap(({ values }) => values);
  return { facts: raisePeople(joined, catalogue, numbers), stated, named, differences };
}

/** Where these visible answers and the intake (or the part of it that gates read) differ, and nobody has settled it. */
export function openDifferences(
  sides: Sides,
  settlements: readonly Settlement[],
): Pick<EffectiveFacts, 'disputes' | 'proposals'> {
  const differences = sides.questionnaire.factSources.map((source) => compare(source, sides));
  const isOpen = (kind: SettlementKind, fact: string, values: readonly string[]) =>
    !isSettled(settlements, { kind, fact, values });
  return {
    disputes: differences
      .flatMap(({ dispute }) => dispute ?? [])
      .filter(({ fact, missing }) => isOpen('intake-stands', fact, missing)),
    proposals: differences
      .flatMap(({ proposal }) => proposal ?? [])
      .filter((proposal) => isOpen('set-aside', proposal.fact, valuesOfProposal(proposal))),
  };
}

interface Sides {
  readonly intake: FactSheet;
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
  const value = sides.intake[source.fact] ?? null;
  const named = { fact: source.fact, question: source.question, intake: value };
  switch (source.kind) {
    case 'flag':
      return compareFlag(named, value, stated);
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

function compareFlag(named: Named, intake: FactValue, stated: readonly string[]): Difference {
  const answer = stated.includes('yes');
  const said = answer ? 'yes' : 'no';
  if (intake === 'unknown' || (answer && intake !== true)) {
    return { dispute: null, proposal: { ...named, answer, adds: [said], proposed: answer, counts: true } };
  }
  if (answer || intake !== true) return NO_DIFFERENCE;
  return { dispute: { ...named, answer, missing: ['yes'] }, proposal: null };
}

function compareRange(named: Named, source: FactSource, answer: string | null): Difference {
  if (answer === null || answer === 'unknown' || answer === named.intake) return NO_DIFFERENCE;
  const intake = typeof named.intake === 'string' ? named.intake : null;
  const settles = intake === 'unknown' || (intake === null && answer === source.order[0]);
  if (settles || intake === null || higherOf(source.order, intake, answer) === answer) {
    return {
      dispute: null,
      proposal: { ...named, answer, adds: [answer], proposed: answer, counts: !settles },
    };
  }
  return { dispute: { ...named, answer, missing: [intake] }, proposal: null };
}

function compareSet(named: Named, stated: readonly string[], possible: ReadonlySet<string>): Difference {
  const intake = Array.isArray(named.intake) ? (named.intake as readonly string[]) : [];
  const known = intake.filter((item) => item !== 'unknown' && item !== 'none');
  const intakeUnknown = named.intake === null || intake.includes('unknown');
  const adds = stated.filter((item) => item !== 'none' && !intake.includes(item));
  // A vendor that does not know denies nothing, and nobody can deny what the question does not offer.
  const missing =
    intakeUnknown || stated.includes('unknown')
      ? []
      : known.filter((item) => possible.has(item) && !stated.includes(item));
  return {
    dispute: missing.length > 0 ? { ...named, answer: stated, missing } : null,
    proposal: setProposal(named, {
      stated,
      adds,
      known,
      settles: intakeUnknown && !stated.includes('unknown'),
    }),
  };
}

function setProposal(
  named: Named,
  said: {
    readonly stated: readonly string[];
    readonly adds: readonly string[];
    readonly known: readonly string[];
    /** The answer says what the intake does not know. */
    readonly settles: boolean;
  },
): ScopeProposal | null {
  const { stated, adds, known, settles } = said;
  if (adds.length === 0 && !settles) return null;
  const united = [...known, ...adds];
  const proposed = united.length > 0 ? united : nothingOf(named.fact);
  return { ...named, answer: stated, adds, proposed, counts: adds.length > 0 };
}

/** What the intake says where the answer is taken over: the set without what it leaves out, else the answer. */
export function lessened({
  fact,
  intake,
  answer,
  missing,
}: Pick<ScopeDispute, 'fact' | 'intake' | 'answer' | 'missing'>): FactValue {
  if (!Array.isArray(intake)) return answer;
  const left = selected(intake).filter((value) => !missing.includes(value));
  return left.length === 0 ? nothingOf(fact) : left;
}

/** The one fact whose set is never empty says that there is nothing with a value of its own. */
function nothingOf(fact: string): readonly string[] {
  return fact === 'dataElements' ? ['none'] : [];
}

/** The fact's values that the question could have named. */
function expressible(source: FactSource, questionnaire: PublishedQuestionnaire): ReadonlySet<string> {
  const question = questionnaire.questions.find(({ id }) => id === source.question);
  const named = (question?.options ?? []).map(({ id }) =>
    Object.hasOwn(source.map, id) ? source.map[id] : id,
  );
  return new Set(named.filter((id): id is string => typeof id === 'string'));
}

/**
 * The questions that are shown only because the intake names what an answer leaves out, each with the disputes it
 * hangs on: they may be answered as not applicable. One pass: what is answered so states nothing and disputes nothing.
 */
export function disputedQuestions(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
): ReadonlyMap<string, readonly ScopeDispute[]> {
  const { facts, settlements = [] } = context;
  const answers = visibleAnswers(questionnaire, context);
  const { disputes } = openDifferences({ intake: facts, answers, questionnaire }, settlements);
  return shownOnlyThrough(questionnaire, context, disputes);
}

/**
 * The questions that are shown only because the intake names what this vendor has not been asked yet, or not answered:
 * each with what the intake states, and the question where the vendor says otherwise.
 */
export function statedQuestions(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
): ReadonlyMap<string, readonly ScopeDispute[]> {
  const { facts, settlements = [] } = context;
  const shown = visibleQuestions(questionnaire, context);
  const answers = visibleAnswers(questionnaire, context);
  const unsaid = questionnaire.factSources.filter(
    (source) => shown.includes(source.question) && statedBy(source, answers) === null,
  );
  const denials = unsaid
    .flatMap((source) => denialOf(source, { intake: facts, answers, questionnaire }) ?? [])
    .filter(({ fact, missing: values }) => !isSettled(settlements, { kind: 'intake-stands', fact, values }));
  return shownOnlyThrough(questionnaire, context, denials);
}

/** What the vendor would dispute by naming nothing of it. */
function denialOf(source: FactSource, sides: Sides): ScopeDispute | null {
  const named = { fact: source.fact, question: source.question, intake: sides.intake[source.fact] ?? null };
  switch (source.kind) {
    case 'flag':
      return compareFlag(named, named.intake, ['no']).dispute;
    case 'set':
      return compareSet(named, [], expressible(source, sides.questionnaire)).dispute;
    case 'range':
      return null;
  }
}

function shownOnlyThrough(
  questionnaire: PublishedQuestionnaire,
  context: AnswerContext,
  disputes: readonly ScopeDispute[],
): ReadonlyMap<string, readonly ScopeDispute[]> {
  if (disputes.length === 0) return new Map();
  const { facts } = context;
  const shownWithout = (these: readonly ScopeDispute[]) =>
    new Set(visibleQuestions(questionnaire, { ...context, facts: without(facts, these) }));
  const left = shownWithout(disputes);
  const alone = disputes.map((dispute) => ({ dispute, shown: shownWithout([dispute]) }));
  return new Map(
    visibleQuestions(questionnaire, context)
      .filter((id) => !left.has(id))
      .map((id) => {
        const decisive = alone.filter(({ shown }) => !shown.has(id)).map(({ dispute }) => dispute);
        return [id, decisive.length > 0 ? decisive : disputes];
      }),
  );
}

function without(facts: FactSheet, disputes: readonly ScopeDispute[]): FactSheet {
  return { ...facts, ...Object.fromEntries(disputes.map((one) => [one.fact, lessened(one)])) };
}
