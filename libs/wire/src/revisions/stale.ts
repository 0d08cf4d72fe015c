import type { Type } from '@nestjs/common';
import { Nested } from '../inputs/fields';
import { DefaultWhole, GivenWhole } from '../inputs/value-inputs';
import { say } from '../words/words';
import { conflict, type Problem } from '../problems/problem';
import { RefusesWith } from '../problems/refusals';

/** A row as it is shown to whoever may edit it. */
interface Revised {
  readonly revision: number;
}

/** In the form of an edit: which state of the row the person saw who made it. */
export const SeenRevision = () =>
  GivenWhole({ least: 1, description: 'The revision that was shown when the change was made.' });

/** Where there may be nothing yet: whoever names none saw none, so the field's default is 0. */
export const SeenRevisionOrNone = () =>
  DefaultWhole({
    least: 0,
    description: 'The revision that was shown when the change was made; 0 for none.',
  });

/** Whoever saw another state than the present one is told both, and nothing is overwritten. */
export function refuseStale<Present extends Revised>(present: Present, seen: number): void {
  if (present.revision !== seen) throw stale(present);
}

export function stale<Present extends Revised>(present: Present): Problem {
  return conflict('stale-revision', say('refusal.stale-revision'), { present });
}

const described = new Map<Type, Type>();

/** Beside the route of an edit: what the refusal shows as the present state. */
export function RefusesStale(present: Type): ClassDecorator & MethodDecorator {
  return RefusesWith(staleOf(present), 409, 'stale-revision');
}

function staleOf(present: Type): Type {
  const known = described.get(present);
  if (known !== undefined) return known;
  class Stale {
    readonly present: unknown;
  }
  Nested(() => present as new (...values: never[]) => object)(Stale.prototype, 'present');
  Object.defineProperty(Stale, 'name', { value: `Stale${present.name}` });
  described.set(present, Stale);
  return Stale;
}
