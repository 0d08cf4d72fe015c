import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Config } from '../config/config';
import type { RespondentActor } from '../database/actor';
import { Database } from '../database/database';
import { sessionHashOf } from './session-cookie';

interface GrantRow {
  readonly organisationId: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly sections: string[] | null;
}

/** One browser may hold grants to several assessments: the path names which one is meant, the grant is checked against it. */
@Injectable()
export class RespondentSessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  async find(request: Request, assessmentId: string): Promise<RespondentActor | null> {
    const sessionHash = sessionHashOf(request, this.config, 'respondent');
    if (sessionHash === null) return null;
    const grant = await this.database.run({ kind: 'token', tokenHash: sessionHash }, () =>
      this.database.maybeOne<GrantRow>(
        `
        select g.organisation_id, g.contact_id, g.contact_name, g.sections
        from app.respondent_grant g
        where g.session_hash = :sessionHash and g.assessment_id = :assessmentId and g.expires_at > now()`,
        { sessionHash, assessmentId },
      ),
    );
    if (grant === null) return null;
    return {
      kind: 'respondent',
      organisationId: grant.organisationId,
      assessmentId,
      contactId: grant.contactId,
      name: grant.contactName,
      sessionHash,
      sections: grant.sections,
      from: request.ip ?? null,
    };
  }
}
