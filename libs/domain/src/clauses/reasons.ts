import type { Condition, ConditionContext, FactCondition } from '../conditions/condition';
import { evaluate } from '../conditions/evaluate';

const NAMED: Readonly<Record<string, string>> = {
  PROTECTED: 'it holds protected data',
  ELECTRONIC_PI: 'it holds protected data electronically',
  PAPER: 'records are on paper',
  SUBCONTRACTORS: 'subcontractors hold or reach the data',
  PERSONAL: 'it holds personal data',
};

const FACTS: Readonly<Record<string, string>> = {
  'serviceKinds:onsite': 'vendor staff work on our premises',
  'serviceKinds:saas': 'it is software as a service',
  'serviceKinds:software': 'it is software',
  'serviceKinds:hosting': 'it is hosting',
  'serviceKinds:data-centre': 'it is a data centre',
  'serviceKinds:courier': 'it is a courier',
  'serviceKinds:records-storage': 'it stores records',
  'serviceKinds:disposal': 'it disposes of records',
  'access:privileged': 'it has privileged access to our systems',
  'access:store': 'it stores or processes our data',
  'access:view': 'it can view our data',
  'media:removable': 'data are on removable media',
  'dataElements:ssn': 'it holds Social Security numbers',
  'dataElements:bio': 'it holds biometric indicators',
  'internetFacing:true': 'the service faces the internet',
  'usesAi:true': 'it uses AI on our data',
};

/** The parts of a condition that hold, in words about the engagement, for the line "because …". */
export function reasonsFor(condition: Condition, context: ConditionContext): readonly string[] {
  if (!evaluate(condition, context)) return [];
  if ('always' in condition) return ['it belongs in every contract'];
  if ('condition' in condition) {
    const known = NAMED[condition.condition];
    const named = context.conditions[condition.condition];
    if (known !== undefined) return [known];
    return named === undefined ? [] : reasonsFor(named, context);
  }
  if ('all' in condition) return condition.all.flatMap((part) => reasonsFor(part, context));
  if ('any' in condition) return condition.any.flatMap((part) => reasonsFor(part, context));
  if ('fact' in condition) return factReasons(condition, context);
  return ['a rule of the clause library holds'];
}

function factReasons(condition: FactCondition, { facts }: ConditionContext): readonly string[] {
  const value = facts[condition.fact] ?? null;
  if (condition.fact === 'tier') return [`the engagement is tier ${String(value)}`];
  if (condition.fact === 'criticality') return [`its criticality is ${String(value)} of 5`];
  if ('includesAny' in condition) {
    const held = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    return held
      .filter((item) => condition.includesAny.includes(item))
      .map((item) => FACTS[`${condition.fact}:${item}`] ?? `${condition.fact} names ${item}`);
  }
  return [FACTS[`${condition.fact}:${String(value)}`] ?? `${condition.fact} is ${String(value)}`];
}
