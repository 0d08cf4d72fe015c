import type { Reassessment } from '@countersign/domain';
import { MATERIAL_CODES, type DatedChange } from '@countersign/domain';
import {
  Choice,
  Day,
  Flag,
  GivenDay,
  Id,
  Instant,
  listOf,
  mapOf,
  NullableDay,
  NullableNested,
  objectOf,
  oneOfWords,
  Shaped,
  Text,
  text,
  day,
  TrimmedText,
  type Shape,
} from '@countersign/platform';

const changesShape: Shape<readonly DatedChange[]> = listOf(
  objectOf({ code: oneOfWords(MATERIAL_CODES), key: text, parameters: mapOf(text), since: day }),
);

const WHY = ['cadence', 'material-change', 'extended'] as const;

/** What `risk` said of an assessment that is still valid. */
export class ExtensionView {
  @Day() readonly until: string;
  @Text() readonly reason: string;
  @Text() readonly by: string;
  @Instant() readonly at: string;
  /** Holds no more: another submission, or another tier, has ended it. */
  @Flag() readonly ended: boolean;
}

/** When the engagement is to be assessed again, and why. */
export class ReassessmentView implements Reassessment {
  @Day() readonly dueOn: string;
  @Choice(WHY) readonly why: Reassessment['why'];
  @Id() readonly assessmentId: string;
  @Day() readonly submittedOn: string;
  @Day() readonly regularOn: string;
  @Shaped(changesShape) readonly changes: readonly DatedChange[];
  @NullableDay() readonly extendedUntil: string | null;
  @Day() readonly extendableTo: string;
  /** The one of this submission; there is never another. */
  @NullableNested(() => ExtensionView) readonly extension: ExtensionView | null;
}

export class StillValid {
  @GivenDay('reassessment.dto.give-the-day-until')
  readonly until: string;

  @TrimmedText(10_000, 'reassessment.dto.say-why-it-is')
  readonly reason: string;

  @GivenDay('reassessment.dto.name-the-day-that')
  readonly dueOn: string;
}
