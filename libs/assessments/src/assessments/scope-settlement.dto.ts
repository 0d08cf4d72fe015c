import { SETTLEMENTS, type FactValue, type SettlementKind } from '@countersign/domain';
import { factValueShape } from '@countersign/contracts';
import { Choice, Instant, Nested, Shaped, Text } from '@countersign/platform';

export class Settled {
  @Choice(SETTLEMENTS) readonly kind: SettlementKind;
  @Text() readonly fact: string;
  @Shaped(factValueShape) readonly values: NonNullable<FactValue>;
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
}

/** Of a refusal: who was first with this difference, when, and what they said of it. */
export class StandingSettlement {
  @Nested(() => Settled) readonly settled: Settled;
}
