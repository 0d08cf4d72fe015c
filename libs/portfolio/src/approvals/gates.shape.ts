import {
  BLOCKING_CODES,
  GATE_STATES,
  GATES,
  OPEN_CODES,
  STALE_CODES,
  type BlockingReason,
  type Gate,
  type StaleCause,
} from '@countersign/domain';
import {
  day,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  orNull,
  text,
  type Shape,
} from '@countersign/platform';

export const blockingReasonShape: Shape<BlockingReason> = namedShape(
  'BlockingReason',
  objectOf({ code: oneOfWords(BLOCKING_CODES), parameters: mapOf(text) }),
);

export const gateShape: Shape<Gate> = namedShape(
  'ApprovalGate',
  objectOf({
    gate: oneOfWords(GATES),
    state: oneOfWords(GATE_STATES),
    blockedBy: listOf(blockingReasonShape),
    because: orNull(objectOf({ code: oneOfWords(OPEN_CODES), parameters: mapOf(text) })),
  }),
);

export const staleCausesShape: Shape<readonly (StaleCause & { readonly since: string })[]> = listOf(
  objectOf({ code: oneOfWords(STALE_CODES), key: text, parameters: mapOf(text), since: day }),
);
