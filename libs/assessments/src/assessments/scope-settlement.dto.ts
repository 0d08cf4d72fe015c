import { SETTLEMENTS, type FactValue } from '@countersign/domain';
import { factValueShape } from '@countersign/contracts';
import { Choice, Instant, Nested, NullableText, Shaped, Text } from '@countersign/platform';

/** What members say of a difference: it is settled beside the intake, or the intake has taken the answer over. */
const SAID = [...SETTLEMENTS, 'proposal-adopted', 'dispute-adopted'] as const;
export type SaidOfDifference = (typeof SAID)[number];

export class Settled {
  @Choice(SAID) readonly kind: SaidOfDifference;
  @Text() readonly fact: string;
  @Shaped(factValueShape) readonly values: NonNullable<FactValue>;
  /** Null where the intake took the answer over. */
  @NullableText() readonly reason: string | null;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** Of a refusal: who was first with this difference, when, and what they said of it. */
export class StandingSettlement {
  @Nested(() => Settled) readonly settled: Settled;
}
