import { GivenId, Whole } from '@countersign/platform';

/** What waits for a member. */
export class OpenWork {
  @Whole() readonly engagements: number;
  @Whole() readonly contracts: number;
  @Whole() readonly reviews: number;
  /** Members whose overdue work escalates to this one. */
  @Whole() readonly led: number;
}

export class HandOver {
  @GivenId({ description: 'who takes it over', message: 'work.dto.choose-the-member-who' })
  readonly to: string;
}
