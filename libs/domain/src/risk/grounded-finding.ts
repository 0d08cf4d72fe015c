import { CL_01 } from '../clauses/requirements';

/** What a finding is about. */
export interface FindingSubject {
  readonly clause: string | null;
  /** A knock-out question of an engagement that holds PI. */
  readonly knockout: boolean;
}

/**
 * A finding that stands as long as its ground does, whatever anybody says of it: the missing CL-01 clause
 * (201 CMR 17.03(2)(f)2. knows no waiver) and a knock-out, which is open while it fires (DESIGN section 4). To reject
 * one lowers no rating, and it opens again while the clause is missing or the answer stands.
 */
export function standsWithItsGround({ clause, knockout }: FindingSubject): boolean {
  return knockout || clause === CL_01;
}
