import type { FactSheet, FactValue } from '../conditions/condition';
import { selected } from '../conditions/evaluate';
import { isAnswered, type AnswerSheet } from '../answers/answer';
import type { FactSource } from './catalogue';
import { higherOf } from './values';

/** What an answer says about a fact; null where it is unanswered. */
export function statedBy(source: FactSource, answers: AnswerSheet): readonly string[] | null {
  if (!isAnswered(answers, source.question)) return null;
  return selected(answers[source.question]?.answer).flatMap((id) => {
    const named = Object.hasOwn(source.map, id) ? source.map[id] : id;
    return named === null || named === undefined ? [] : [named];
  });
}

/**
 * The intake's facts joined with those the answers state: sets unite, flags are "or", of ranges the higher
 * counts. Gates read this union, so that a vendor cannot answer itself out of the questionnaire.
 */
export function joinFacts(facts: FactSheet, sources: readonly FactSource[], answers: AnswerSheet): FactSheet {
  const joined: Record<string, FactValue> = { ...facts };
  for (const source of sources) {
    const stated = statedBy(source, answers);
    if (stated === null) continue;
    joined[source.fact] = joinOne(source, joined[source.fact] ?? null, stated);
  }
  return joined;
}

function joinOne(source: FactSource, value: FactValue, stated: readonly string[]): FactValue {
  switch (source.kind) {
    case 'flag':
      return value === true || stated.includes('yes');
    case 'range':
      return higherOf(source.order, typeof value === 'string' ? value : null, stated[0] ?? null);
    case 'set': {
      const union = [...new Set([...selected(value), ...stated])];
      // "No data" cannot stand beside data that the other side names.
      return union.length > 1 ? union.filter((item) => item !== 'none') : union;
    }
  }
}
