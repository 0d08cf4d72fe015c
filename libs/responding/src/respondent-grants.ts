import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  Config,
  Database,
  RespondentSessions,
  say,
  sessionHashOf,
  unauthorised,
  type RespondentActor,
} from '@countersign/platform';

/**
 * A working day and the night after it: who comes back in the morning goes on. Later, and at the latest after a week,
 * the mailed link opens the same answers again.
 */
export const respondentIdleLimit = '24 hours';

/** As seldom as a visit is written down: a save that is not judged here misses none. */
const RECENT_MS = 60_000;
const MOST_RECENT = 10_000;

interface Admission {
  readonly actor: RespondentActor;
  readonly at: number;
}

interface GrantRow {
  readonly organisationId: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly sections: string[] | null;
  readonly language: string;
}

/** One browser may hold grants to several assessments: the path names which one is meant, the grant is checked against it. */
@Injectable()
export class RespondentGrants extends RespondentSessions {
  private readonly admissions = new Map<string, Admission>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {
    super();
  }

  async find(request: Request, assessmentId: string): Promise<RespondentActor | null> {
    const sessionHash = sessionHashOf(request, this.config, 'respondent');
    return sessionHash === null ? null : this.admit(sessionHash, assessmentId, request.ip ?? null);
  }

  async findRecent(request: Request, assessmentId: string): Promise<RespondentActor | null> {
    return this.recent(request, assessmentId) ?? (await this.find(request, assessmentId));
  }

  /** Who was admitted within the last minute, for a save that its statement judges; asks nothing of the database. */
  recent(request: Request, assessmentId: string): RespondentActor | null {
    const sessionHash = sessionHashOf(request, this.config, 'respondent');
    if (sessionHash === null) return null;
    const admission = this.admissions.get(keyOf(sessionHash, assessmentId));
    if (admission === undefined || performance.now() - admission.at > RECENT_MS) return null;
    return { ...admission.actor, from: request.ip ?? null };
  }

  /** @throws 401 where the grant has ended since it was found */
  async confirm({ sessionHash, assessmentId, from }: RespondentActor): Promise<void> {
    if ((await this.admit(sessionHash, assessmentId, from ?? null)) !== null) return;
    throw unauthorised(say('access-guard.please-open-the-link'));
  }

  private async admit(
    sessionHash: Buffer,
    assessmentId: string,
    from: string | null,
  ): Promise<RespondentActor | null> {
    const [grant] = await this.database.statement<GrantRow>({
      name: 'admit-respondent',
      sql: `
      select organisation_id, contact_id, contact_name, sections, language
      from app.admit_respondent(:sessionHash, :assessmentId, :idleLimit)`,
      parameters: { sessionHash, assessmentId, idleLimit: respondentIdleLimit },
      keeps: false,
    });
    const key = keyOf(sessionHash, assessmentId);
    if (grant === undefined) {
      this.admissions.delete(key);
      return null;
    }
    const actor: RespondentActor = {
      kind: 'respondent',
      organisationId: grant.organisationId,
      assessmentId,
      contactId: grant.contactId,
      name: grant.contactName,
      sessionHash,
      sections: grant.sections,
      language: grant.language,
      from,
    };
    if (this.admissions.size >= MOST_RECENT) this.admissions.clear();
    this.admissions.set(key, { actor, at: performance.now() });
    return actor;
  }
}

const keyOf = (sessionHash: Buffer, assessmentId: string): string =>
  `${sessionHash.toString('base64')} ${assessmentId}`;
