import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import {
  Config,
  Database,
  RespondentSessions,
  sessionHashOf,
  type RespondentActor,
} from '@countersign/platform';

/**
 * A working day and the night after it: who comes back in the morning goes on. Later, and at the latest after a week,
 * the mailed link opens the same answers again.
 */
const respondentIdleLimit = '24 hours';

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
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {
    super();
  }

  async find(request: Request, assessmentId: string): Promise<RespondentActor | null> {
    const sessionHash = sessionHashOf(request, this.config, 'respondent');
    if (sessionHash === null) return null;
    const [grant] = await this.database.statement<GrantRow>({
      name: 'admit-respondent',
      sql: `
      select organisation_id, contact_id, contact_name, sections, language
      from app.admit_respondent(:sessionHash, :assessmentId, :idleLimit)`,
      parameters: { sessionHash, assessmentId, idleLimit: respondentIdleLimit },
      keeps: false,
    });
    if (grant === undefined) return null;
    return {
      kind: 'respondent',
      organisationId: grant.organisationId,
      assessmentId,
      contactId: grant.contactId,
      name: grant.contactName,
      sessionHash,
      sections: grant.sections,
      language: grant.language,
      from: request.ip ?? null,
    };
  }
}
