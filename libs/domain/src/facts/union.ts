import type { FactSheet, FactValue } from '../conditions/condition';
import { selected } from '../conditions/evaluate';
import { isAnswered, type AnswerSheet } from '../answers/answer';
import type { FactSource } from './catalogue';
import { areLawsAnswered, inForce } from './in-force';
import { setAsideOf, type Settlement } from './settlement';
import { higherOf } from './values';

/** What an answer says about a fact; null where it is unanswered, or answered as not applicable. */
export function statedBy(source: FactSource, answers: AnswerSheet): readonly string[] | null {
  if (!isAnswered(answers, source.question)) return null;
  if (answers[source.question]?.answer === 'na' && !Object.hasOwn(source.map, 'na')) return null;
  return selected(answers[source.question]?.answer).flatMap((id) => {
    const named = Object.hasOwn(source.map, id) ? source.map[id] : id;
    return named === null || named === undefined ? [] : [named];
  });
}

/** The same less what a member has set aside; null where nothing of it counts. */
export function countedOf(
  source: FactSource,
  answers: AnswerSheet,
  settlements: readonly Settlement[],
): readonly string[] | null {
  const stated = statedBy(source, answers);
  if (stated === null) return null;
  const aside = setAsideOf(settlements, source.fact);
  const counted = stated.filter((value) => !aside.has(value));
  return counted.length === 0 ? null : counted;
}

/** What answers state of a fact, less what a member has set aside: kept apart from the intake that it is added to. */
export interface NamedFact extends Pick<FactSource, 'fact' | 'kind' | 'order'> {
  readonly values: readonly string[];
}

/** What these answers name, in the questionnaire's order. */
export function namedBy(
  sources: readonly FactSource[],
  answers: AnswerSheet,
  settlements: readonly Settlement[] = [],
): readonly NamedFact[] {
  return sources.flatMap((source) => {
    const { fact, kind, order } = source;
    const values = countedOf(source, answers, settlements);
    return values === null ? [] : [{ fact, kind, order, values }];
  });
}

/**
 * What is stated with what the answers name more, not yet in force. Sets unite, of known ranges the higher counts, a
 * flag is yes where either side says so; what is not known stays so, a flag until an answer says yes or no. No answer
 * takes anything away, so that a vendor cannot answer itself out of the questionnaire.
 */
export function addNamed(facts: FactSheet, named: readonly NamedFact[]): FactSheet {
  const joined: Record<string, FactValue> = { ...facts, lawsAnswered: areLawsAnswered(facts) };
  for (const one of named) joined[one.fact] = joinOne(one, joined[one.fact] ?? null, one.values);
  return joined;
}

/** The facts in force by these answers: an answer names laws; that no other binds is a member's word. */
export function joinFacts(
  facts: FactSheet,
  sources: readonly FactSource[],
  answers: AnswerSheet,
  settlements: readonly Settlement[] = [],
): FactSheet {
  return inForce(addNamed(facts, namedBy(sources, answers, settlements)));
}

function joinOne(
  source: Pick<FactSource, 'kind' | 'order'>,
  value: FactValue,
  stated: readonly string[],
): FactValue {
  switch (source.kind) {
    case 'flag':
      return value === true || stated.includes('yes');
    case 'range':
      return joinRange(source, typeof value === 'string' ? value : null, stated[0] ?? null);
    case 'set': {
      const union = [...new Set([...selected(value), ...stated])];
      // "No data" cannot stand beside data that the other side names.
      return union.length > 1 ? union.filter((item) => item !== 'none') : union;
    }
  }
}

/** What is not known stays so until a member adopts an answer, and "none" takes a member's word. */
function joinRange(
  { order }: Pick<FactSource, 'order'>,
  value: string | null,
  stated: string | null,
): string | null {
  if (stated === null || stated === 'unknown' || value === 'unknown') return value;
  if (value === null) return stated === order[0] ? null : stated;
  return higherOf(order, value, stated);
}
