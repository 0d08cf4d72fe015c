import type { Request } from 'express';
import type { RespondentActor } from '../database/actor';

/** Who answers this assessment in this browser, by the request's cookie. The guard asks, `assessments` answers. */
export abstract class RespondentSessions {
  abstract find(request: Request, assessmentId: string): Promise<RespondentActor | null>;

  /** Who it was within the last minute: for a route whose own statement judges the grant once more. */
  abstract findRecent(request: Request, assessmentId: string): Promise<RespondentActor | null>;
}
