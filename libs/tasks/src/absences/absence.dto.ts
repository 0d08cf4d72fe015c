import { Day, GivenDay, GivenId, Id, ListOf, OptionalId, Text, Flag } from '@countersign/platform';

export class Absence {
  @Id() readonly id: string;
  @Id() readonly memberId: string;
  @Text() readonly memberName: string;
  @Id() readonly deputyId: string;
  @Text() readonly deputyName: string;
  /** The deputy has left since: nobody stands in until another one is named. */
  @Flag() readonly deputyLeft: boolean;
  @Day() readonly fromOn: string;
  @Day() readonly untilOn: string;
}

/** Present and to come; what has passed stands in the trail. */
export class AbsenceList {
  @Day() readonly today: string;
  @ListOf(() => Absence) readonly items: Absence[];
}

export class NewAbsence {
  @OptionalId({ description: 'who is away; without it you. Only administrators say it of others' })
  readonly memberId: string | null = null;

  @GivenId({
    description: 'who has the tasks and their mail meanwhile',
    message: 'absence.dto.choose-a-deputy',
  })
  readonly deputyId: string;

  @GivenDay('absence.dto.first-day')
  readonly fromOn: string;

  @GivenDay('absence.dto.last-day')
  readonly untilOn: string;
}
