import { CONFIRMED } from '../auth/confirmed';
import { ROUTE_ACCESS, type RouteAccess } from '../auth/decorators';
import { LIMITED_BY } from '../limits/limited-by';
import { type Refusal, refusalsOf } from '@countersign/wire';

/** What of an operation decides how it can be refused before its own work begins. */
export interface RouteTraits {
  readonly handler: object;
  readonly controller: object;
  /** Changes nothing: GET. */
  readonly isSafe: boolean;
  readonly hasForm: boolean;
  readonly hasQuery: boolean;
  readonly hasPathParameter: boolean;
}

const refusal = (status: number, ...codes: readonly string[]): Refusal => ({ status, codes, holds: null });
const none: readonly Refusal[] = [];

/** Everything an operation refuses: what follows from its decorators, then what is declared beside it. */
export function refusalsOfRoute(route: RouteTraits): readonly Refusal[] {
  const { handler, controller } = route;
  const decorated = (key: string): unknown =>
    Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  return [
    // The query guard; a body that is cut off or no JSON; a path with something else than an id in it.
    refusal(400, 'malformed'),
    ...ofAccess(decorated(ROUTE_ACCESS) as RouteAccess | undefined),
    ...(route.isSafe ? none : [refusal(403, 'foreign-origin')]),
    ...(decorated(CONFIRMED) === undefined ? none : [refusal(403, 'confirm-it-is-you')]),
    ...(decorated(LIMITED_BY) === undefined ? none : [refusal(429, 'too-many-requests')]),
    ...ofValues(route),
    // A fault of ours.
    refusal(500, 'unexpected'),
    refusal(503, 'database-away', 'database-read-only'),
    refusal(507, 'database-full'),
    ...refusalsOf(controller),
    ...refusalsOf(handler),
  ];
}

function ofAccess(access: RouteAccess | undefined): readonly Refusal[] {
  switch (access?.kind) {
    case 'member':
      return [refusal(401, 'signed-out'), refusal(403, 'forbidden', 'second-factor-required')];
    case 'respondent':
      return [refusal(401, 'signed-out')];
    case 'public':
    case undefined:
      return none;
  }
}

/** A body that is sent is read by every operation, whether or not there is a form for it. */
function ofValues({ hasForm, hasQuery, hasPathParameter }: RouteTraits): readonly Refusal[] {
  const unkept = ['unusable-character', 'number-too-large'];
  return [
    refusal(413, 'too-large'),
    refusal(415, 'unsupported-media-type'),
    refusal(422, 'unusable-character'),
    ...(hasForm
      ? [refusal(409, 'already-there'), refusal(422, 'invalid', 'unknown-reference', ...unkept)]
      : none),
    ...(hasQuery ? [refusal(422, 'invalid', ...unkept)] : none),
    ...(hasPathParameter ? [refusal(404, 'not-found'), refusal(422, ...unkept)] : none),
  ];
}
