import type { Said } from '@countersign/domain';
import { keptInWords } from '@countersign/platform';

/** The trail keeps codes where the product itself says something. A reader gets words, in the place of each. */
export function recordInWords(record: object | null): object | null {
  return record === null ? null : (valueInWords(record) as object);
}

function valueInWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(valueInWords);
  if (typeof value !== 'object' || value === null) return value;
  if (isSaid(value)) return keptInWords(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, valueInWords(one)]));
}

/** Nothing else in the trail has these two fields and no other. */
function isSaid(value: object): value is Said {
  const { code, parameters, ...others } = value as Partial<Said>;
  return (
    typeof code === 'string' &&
    typeof parameters === 'object' &&
    parameters !== null &&
    Object.keys(others).length === 0
  );
}
