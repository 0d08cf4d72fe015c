import { Choice, GivenWhole, ListOf, NullableWhole, Whole, WholeWithin } from '@countersign/platform';
import { limitNames, limitUnits, type LimitName, type LimitUnit } from './limit-rules';

export class Limit {
  @Choice(limitNames) readonly name: LimitName;
  @Choice(limitUnits) readonly unit: LimitUnit;
  @Whole() readonly value: number;
  /** As shipped; of the whole organisation: as much as the operator allows. */
  @Whole() readonly defaultValue: number;
  @Whole() readonly least: number;
  @Whole() readonly most: number;
  /** Now, by the assessment with most of it or by the whole organisation; null where nothing is kept to be counted. */
  @NullableWhole() readonly used: number | null;
}

export class LimitsOverview {
  @ListOf(() => Limit) readonly limits: Limit[];
  @Whole() readonly organisationFiles: number;
  @Whole() readonly revision: number;
}

/** The bounds of each value stand in the answer to reading them, and are checked where they are known. */
const Value = () => WholeWithin('value.whole');

export class ChangedLimits implements Readonly<Record<LimitName, number>> {
  @Value() readonly filesPerAssessment: number;
  @Value() readonly bytesPerAssessment: number;
  @Value() readonly bytesOfOrganisation: number;
  @Value() readonly savesPerMinute: number;
  @Value() readonly mailsByHandPerHour: number;

  @GivenWhole({ description: 'the one that was read' })
  readonly revision: number;
}
