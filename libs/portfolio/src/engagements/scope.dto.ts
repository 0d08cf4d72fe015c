import { ApiProperty } from '@nestjs/swagger';
import { SETTLEMENTS, type FactValue, type SettlementKind } from '@countersign/domain';
import { factValueShape } from '@countersign/contracts';
import {
  Choice,
  Flag,
  GivenChoice,
  GivenId,
  Id,
  OneLine,
  SeenRevision,
  Shaped,
  Text,
  TrimmedText,
} from '@countersign/platform';

const SIDES = ['proposal', 'dispute'] as const;

/** Where intake and an answer of the latest submission differ, and nobody has settled it. */
export class ScopeLine {
  @Id() readonly assessmentId: string;
  @Choice(SIDES) readonly side: (typeof SIDES)[number];
  @Text() readonly fact: string;
  @Text() readonly label: string;
  @Text() readonly question: string;
  @Shaped(factValueShape) readonly intake: FactValue;
  @Shaped(factValueShape) readonly answer: FactValue;
  @ApiProperty({ type: String, isArray: true }) readonly values: readonly string[];
  @Shaped(factValueShape) readonly adopted: FactValue;
  @Flag() readonly counts: boolean;
  @Flag() readonly forRisk: boolean;
}

/** The answer is right: the intake takes it over. */
export class AdoptedScope {
  @GivenId({ message: 'scope.dto.name-the-assessment' })
  readonly assessmentId: string;

  @OneLine(100, 'scope.dto.name-the-fact')
  readonly fact: string;

  @GivenChoice(SIDES)
  readonly side: (typeof SIDES)[number];

  @SeenRevision('The revision of the intake that was shown.')
  readonly revision: number;
}

/** The intake is right, and the answer does not count for this assessment. */
export class SettledScope {
  @GivenId({ message: 'scope.dto.name-the-assessment' })
  readonly assessmentId: string;

  @GivenChoice(SETTLEMENTS)
  readonly kind: SettlementKind;

  @OneLine(100, 'scope.dto.name-the-fact')
  readonly fact: string;

  @TrimmedText(10_000, 'assessment.dto.give-the-reason-it')
  readonly reason: string;

  @SeenRevision('The revision of the intake that was shown.')
  readonly revision: number;
}
