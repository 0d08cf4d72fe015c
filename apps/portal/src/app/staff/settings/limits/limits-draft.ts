import { required, type SchemaFn, validate } from '@angular/forms/signals';
import type { ChangedLimits, Limit, LimitsOverview } from '@countersign/api-types';
import { amountInWords, amountOf, LIMIT_WORDS, type LimitName, rangeInWords, typedOf } from './limit-words';

export type LimitsDraft = Record<LimitName, string>;

export const EMPTY_LIMITS: LimitsDraft = {
  filesPerAssessment: '',
  bytesPerAssessment: '',
  bytesOfOrganisation: '',
  savesPerMinute: '',
  mailsByHandPerHour: '',
};

const NAMES = Object.keys(EMPTY_LIMITS) as readonly LimitName[];

export function limitOf({ limits }: LimitsOverview, name: LimitName): Limit {
  const limit = limits.find((each) => each.name === name);
  if (!limit) {
    throw new Error(`The answer has no limit ${name}.`);
  }
  return limit;
}

export function draftOf(overview: LimitsOverview): LimitsDraft {
  const typed = NAMES.map((name) => {
    const limit = limitOf(overview, name);
    return [name, typedOf(limit, limit.value)] as const;
  });
  return Object.fromEntries(typed) as LimitsDraft;
}

export function changeOf(draft: LimitsDraft, overview: LimitsOverview, revision: number): ChangedLimits {
  const amounts = NAMES.map((name) => [name, amountOf(limitOf(overview, name), draft[name])] as const);
  return { ...(Object.fromEntries(amounts) as Record<LimitName, number>), revision };
}

/** The bounds are the API's; they are asked for when a number is judged. */
export function limitRules(overview: () => LimitsOverview | null): SchemaFn<LimitsDraft> {
  return (path) => {
    for (const name of NAMES) {
      const { label } = LIMIT_WORDS[name];
      required(path[name], {
        message: $localize`:@@limits-draft.enter-a-number:${label}:label:: enter a number.`,
      });
      validate(path[name], ({ value }) => {
        const known = overview();
        if (known === null || value().trim() === '') {
          return null;
        }
        const limit = limitOf(known, name);
        const amount = amountOf(limit, value());
        const fits = /^\d+$/.test(value().trim()) && amount >= limit.least && amount <= limit.most;
        return fits
          ? null
          : {
              kind: 'bounds',
              message: $localize`:@@limits-draft.enter-a-whole-number:${label}:label:: enter a whole number ${rangeInWords(limit)}:rangeInWords:.`,
            };
      });
    }
  };
}

export function inWords(
  draft: LimitsDraft,
  overview: LimitsOverview | null,
): readonly (readonly [label: string, text: string])[] {
  return NAMES.map((name) => {
    const limit = overview === null ? null : limitOf(overview, name);
    const amount = limit === null ? NaN : amountOf(limit, draft[name]);
    const text = limit !== null && Number.isFinite(amount) ? amountInWords(limit, amount) : draft[name];
    return [LIMIT_WORDS[name].label, text] as const;
  });
}
