import type { Condition, ConditionContext, FactCondition } from '../conditions/condition';
import { evaluate, selected } from '../conditions/evaluate';
import { SENSITIVE_ELEMENTS } from '../facts/in-force';
import { said, type PlainlySaid, type Said } from '../text/said';

/** What makes a clause needed here, of an engagement. */
export type ClauseGround =
  | PlainlySaid<
      (typeof NAMED)[number] | (typeof FACTS)[number] | 'clause-ground.always' | 'clause-ground.rule'
    >
  | Said<'clause-ground.tier', { readonly tier: number }>
  | Said<'clause-ground.criticality', { readonly criticality: number }>
  | Said<'clause-ground.fact', { readonly fact: string; readonly value: string }>;

const NAMED = [
  'clause-ground.condition.PROTECTED',
  'clause-ground.condition.PROTECTED.not-known',
  'clause-ground.condition.PROTECTED.laws-not-answered',
  'clause-ground.condition.ELECTRONIC_PI',
  'clause-ground.condition.PAPER',
  'clause-ground.condition.SUBCONTRACTORS',
  'clause-ground.condition.PERSONAL',
] as const;

/** Facts that have words of their own; all others are told by their names. */
const FACTS = [
  'clause-ground.serviceKinds.onsite',
  'clause-ground.serviceKinds.saas',
  'clause-ground.serviceKinds.software',
  'clause-ground.serviceKinds.hosting',
  'clause-ground.serviceKinds.data-centre',
  'clause-ground.serviceKinds.courier',
  'clause-ground.serviceKinds.records-storage',
  'clause-ground.serviceKinds.disposal',
  'clause-ground.access.privileged',
  'clause-ground.access.store',
  'clause-ground.access.view',
  'clause-ground.media.removable',
  'clause-ground.dataElements.ssn',
  'clause-ground.dataElements.bio',
  'clause-ground.internetFacing.true',
  'clause-ground.usesAi.true',
] as const;

/** The parts of a condition that hold, for the line "because …". */
export function groundsOf(condition: Condition, context: ConditionContext): readonly ClauseGround[] {
  if (!evaluate(condition, context)) return [];
  if ('always' in condition) return [said('clause-ground.always')];
  if ('condition' in condition) {
    const known = NAMED.find((code) => code === nameOf(condition.condition, context));
    const named = context.conditions[condition.condition];
    if (known !== undefined) return [said(known)];
    return named === undefined ? [] : groundsOf(named, context);
  }
  if ('all' in condition) return condition.all.flatMap((part) => groundsOf(part, context));
  if ('any' in condition) return condition.any.flatMap((part) => groundsOf(part, context));
  if ('fact' in condition) return factGrounds(condition, context);
  return [said('clause-ground.rule')];
}

function factGrounds(condition: FactCondition, { facts }: ConditionContext): readonly ClauseGround[] {
  const { fact } = condition;
  const value = facts[fact] ?? null;
  if (fact === 'tier') return [said('clause-ground.tier', { tier: Number(value) })];
  if (fact === 'criticality') return [said('clause-ground.criticality', { criticality: Number(value) })];
  if (!('includesAny' in condition)) return [factGround(fact, String(value))];
  const held = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  return held.filter((item) => condition.includesAny.includes(item)).map((item) => factGround(fact, item));
}

function factGround(fact: string, value: string): ClauseGround {
  const known = FACTS.find((code) => code === `clause-ground.${fact}.${value}`);
  return known === undefined ? said('clause-ground.fact', { fact, value }) : said(known);
}

/** Nothing is called held that is only not known. */
function nameOf(name: string, { facts }: ConditionContext): string {
  const code = `clause-ground.condition.${name}`;
  if (name !== 'PROTECTED') return code;
  const held = selected(facts['dataElements']);
  if (held.some((element) => element !== 'unknown' && SENSITIVE_ELEMENTS.includes(element))) return code;
  if (held.includes('unknown')) return `${code}.not-known`;
  const named = selected(facts['laws']);
  return facts['lawsAnswered'] === false && named.length === 0 ? `${code}.laws-not-answered` : code;
}
