import { linkedSignal, type WritableSignal } from '@angular/core';

/**
 * A draft in which some fields are suggested by what the page has read. While the page is read anew a suggestion
 * follows only where nobody has chosen otherwise: what was typed stays.
 */
export function prefilled<Draft extends object, Suggested extends Partial<Draft>>(
  empty: Draft,
  suggested: () => Suggested,
): WritableSignal<Draft> {
  return linkedSignal<Suggested, Draft>({
    source: suggested,
    computation: (now, before) => {
      if (before === undefined) return { ...empty, ...now };
      const mine = before.value;
      const untouched = (Object.keys(now) as (keyof Draft & keyof Suggested)[]).filter(
        (field) => JSON.stringify(mine[field]) === JSON.stringify(before.source[field]),
      );
      return { ...mine, ...Object.fromEntries(untouched.map((field) => [field, now[field]])) };
    },
  });
}
