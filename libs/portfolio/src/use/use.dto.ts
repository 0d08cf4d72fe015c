import { DATA_RETURNS, USE_STATES, type StatedUse, type UseState } from '@countersign/domain';
import {
  Choice,
  Day,
  GivenChoice,
  NullableChoice,
  NullableDay,
  NullableText,
  OptionalChoice,
  OptionalDay,
  OptionalText,
  SeenRevision,
  Whole,
} from '@countersign/platform';

type DataReturn = StatedUse['dataReturnedBy'];

const STATED = USE_STATES.filter((state) => state !== 'not-stated');

export const USE_WORK = ['clause-01', 'approval'] as const;

/** What an imported use lacks: work until a day, and from the day after a finding. */
export class UseWork {
  @Choice(USE_WORK) readonly what: (typeof USE_WORK)[number];
  @Day() readonly until: string;
}

/** Since when the service runs, and whether the vendor still holds data. */
export class ServiceUseView implements StatedUse {
  @Choice(USE_STATES) readonly state: UseState;
  @NullableDay() readonly since: string | null;
  @NullableDay() readonly endedOn: string | null;
  @NullableDay() readonly dataReturnedOn: string | null;
  @NullableChoice(DATA_RETURNS) readonly dataReturnedBy: DataReturn;
  @NullableText() readonly dataReturnProof: string | null;
  /** The day on which it was recorded, where it ran before. */
  @NullableDay() readonly importedOn: string | null;
  @Whole() readonly revision: number;
}

/** What was wrong is corrected by saying it anew, and undone by saying what held before: the trail keeps both. */
export class ChangedUse implements StatedUse {
  @GivenChoice(STATED, 'use.dto.say-whether-the-service')
  readonly state: UseState;

  @OptionalDay()
  readonly since: string | null = null;

  @OptionalDay()
  readonly endedOn: string | null = null;

  @OptionalDay()
  readonly dataReturnedOn: string | null = null;

  @OptionalChoice(DATA_RETURNS)
  readonly dataReturnedBy: DataReturn = null;

  @OptionalText(2_000)
  readonly dataReturnProof: string | null = null;

  @SeenRevision()
  readonly revision: number;
}
