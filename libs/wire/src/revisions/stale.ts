import type { Type } from '@nestjs/common';
import { Nested } from '../inputs/fields';
import { AskedWhole, GivenWhole } from '../inputs/value-inputs';
import { say, type Words } from '../words/words';
import { conflict, type Problem } from '../problems/problem';
import { RefusesWith } from '../problems/refusals';

/** A row as it is shown to whoever may edit it. */
interface Revised {
  readonly revision: number;
}

/** In the form of an edit: which state of the row the person saw who made it. */
export const SeenRevision = (description = 'The revision that was shown when the change was made.') =>
  GivenWhole({ least: 1, description, message: 'value.seen-revision', below: 'value.seen-revision' });

const SEEN_OR_NONE = {
  least: 0,
  description: 'The revision that was shown when the change was made; 0 where nothing was there.',
  message: 'value.seen-revision-or-none',
  below: 'value.seen-revision-or-none',
} as const;

/** Where there may be nothing yet, which is a state as well: whoever saw none says 0. */
export const SeenRevisionOrNone = (description: string = SEEN_OR_NONE.description) =>
  GivenWhole({ ...SEEN_OR_NONE, description });

/** The same in an address, where there is no body. */
export const SeenRevisionInQuery = () => AskedWhole(SEEN_OR_NONE);

/** Whoever saw another state than the present one is told both, and nothing is overwritten. */
export function refuseStale<Present extends Revised>(present: Present, seen: number): void {
  if (present.revision !== seen) throw stale(present);
}

/** `because` names who was first, and when, where that is kept. */
export function stale<Present extends Revised>(
  present: Present,
  because: Words = say('refusal.stale-revision'),
): Problem {
  return conflict('stale-revision', because, { present });
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
