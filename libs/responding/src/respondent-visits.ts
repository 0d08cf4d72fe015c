import { Injectable } from '@nestjs/common';
import { RespondentGrantEntity } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Database, expression, hashToken } from '@countersign/platform';

/** However much it is used: after a week the mailed link opens the same answers again. */
export const respondentSessionDays = 7;

type EndedGrant = Pick<RespondentGrantEntity, 'assessmentId' | 'contactId' | 'contactName'>;

/** What a browser has opened with links, of whichever organisations: one session holds all of it. */
@Injectable()
export class RespondentVisits {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * The former cookie may have been planted by somebody who knows its value, so it never gains anything: what it had
   * opened is open in the new session too. It keeps that itself for a minute, for what other tabs have on its way.
   */
  async carryOver(former: string, session: string): Promise<void> {
    const from = hashToken(former);
    await this.inEachOrganisation(from, { name: 'invitation', from: null }, async (organisationId) => {
      await this.database.query(
        `insert into app.respondent_grant
           (organisation_id, session_hash, assessment_id, invitation_id, contact_id, contact_name, sections,
            language, proved_at, expires_at, created_at, last_seen_at)
         select g.organisation_id, :session, g.assessment_id, g.invitation_id, g.contact_id, g.contact_name, g.sections,
           g.language, g.proved_at, g.expires_at, g.created_at, g.last_seen_at
         from app.respondent_grant g
         where g.organisation_id = :organisationId and g.session_hash = :from and g.expires_at > now()
         on conflict (organisation_id, session_hash, assessment_id) do nothing`,
        { organisationId, from, session: hashToken(session) },
      );
      await this.database.update(
        RespondentGrantEntity,
        { sessionHash: from },
        { expiresAt: expression`least(expires_at, now() + interval '1 minute')` },
      );
    });
  }

  /** By the one who answers: all that this browser had opened is closed. */
  async end(session: string, from: string | null): Promise<void> {
    const sessionHash = hashToken(session);
    await this.inEachOrganisation(sessionHash, { name: 'sign-out', from }, async () => {
      const ended = await this.database.delete(RespondentGrantEntity, { sessionHash }, [
        'assessmentId',
        'contactId',
        'contactName',
      ]);
      await this.audit.recordEach(ended.map(lineOf));
    });
  }

  private async inEachOrganisation(
    sessionHash: Buffer,
    { name, from }: { readonly name: string; readonly from: string | null },
    work: (organisationId: string) => Promise<void>,
  ): Promise<void> {
    const token = { kind: 'token', tokenHash: sessionHash } as const;
    const organisations = await this.database.run(token, () =>
      this.database.query<{ organisationId: string }>(
        'select distinct g.organisation_id from app.respondent_grant g where g.session_hash = :sessionHash',
        { sessionHash },
      ),
    );
    for (const { organisationId } of organisations) {
      await this.database.run(token, async () => {
        await this.database.continueInOrganisation(organisationId, name, from);
        await work(organisationId);
      });
    }
  }
}

function lineOf({ assessmentId, contactId, contactName }: EndedGrant) {
  return {
    what: 'assessment.signed-out',
    object: { kind: 'assessment', id: assessmentId },
    by: { kind: 'respondent', id: contactId, name: contactName },
  } as const;
}
