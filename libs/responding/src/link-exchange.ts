import { Injectable } from '@nestjs/common';
import { assessmentOpened, AssessmentEntity, RespondentGrantEntity } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Changes, Database, expression, hashToken, mintToken } from '@countersign/platform';
import { CodeProof } from './code-proof';
import { type Invited, InvitedLinks, refuseEnded } from './invited-links';
import { asksForCode } from './link-state';
import { respondentSessionDays, RespondentVisits } from './respondent-visits';

/** The browser in which a link is opened. */
export interface Visitor {
  readonly existingSession: string | null;
  readonly from: string | null;
  /** What was typed; null where nobody was asked yet. */
  readonly code: string | null;
}

export interface OpenedLink {
  readonly assessmentId: string;
  /** A new session of this browser, with all that the one it brought had opened. */
  readonly session: string;
}

/** Turns the token of a mailed link, with a code where one is needed, into a grant of this browser's session. */
@Injectable()
export class LinkExchange {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly links: InvitedLinks,
    private readonly proof: CodeProof,
    private readonly sessions: RespondentVisits,
  ) {}

  async exchange(token: string, { existingSession, from, code }: Visitor): Promise<OpenedLink> {
    if (code !== null) await this.countTry(token, from);
    const session = mintToken();
    const assessmentId = await this.links.with(token, from, async (invited) => {
      refuseEnded(invited);
      const proved = await this.proved(invited, { existingSession, code });
      await this.grant(hashToken(session), invited, proved);
      await this.record('assessment.link-opened', invited);
      if (invited.state === 'sent') await this.open(invited);
      return invited.assessmentId;
    });
    if (existingSession !== null) await this.sessions.carryOver(existingSession, session);
    return { assessmentId, session };
  }

  /** Into a session in which the contact gave a code for another assessment; the caller has judged that. */
  async openBeside(invitationId: string, sessionHash: Buffer): Promise<void> {
    const invited = await this.links.ofInvitation(invitationId);
    refuseEnded(invited);
    // what this browser had opened before and let lie
    await this.database.delete(RespondentGrantEntity, { sessionHash, assessmentId: invited.assessmentId });
    await this.grant(sessionHash, invited, true);
    await this.record('assessment.opened-beside', invited);
    if (invited.state === 'sent') await this.open(invited);
  }

  private async countTry(token: string, from: string | null): Promise<void> {
    const of = await this.links.with(token, from, (invited) => {
      refuseEnded(invited);
      return Promise.resolve(asksForCode(invited) ? invited : null);
    });
    if (of !== null) await this.proof.countTry(of);
  }

  private async proved(
    invited: Invited,
    { existingSession, code }: Pick<Visitor, 'existingSession' | 'code'>,
  ): Promise<boolean> {
    if (!asksForCode(invited)) return false;
    if (existingSession === null || !(await this.proof.givenIn(existingSession, invited)))
      await this.proof.demand(invited, code);
    return true;
  }

  // Sessions and grants follow the database's own clock; a moved business clock neither ends nor extends them.
  private async grant(sessionHash: Buffer, invited: Invited, proved: boolean): Promise<void> {
    const { assessmentId, invitationId, contactId, contactName, language, sections } = invited;
    await this.database.insert(RespondentGrantEntity, {
      sessionHash,
      assessmentId,
      invitationId,
      contactId,
      contactName,
      language,
      sections,
      provedAt: proved ? expression`now()` : null,
      expiresAt: expression`now() + ${`${respondentSessionDays} days`}::interval`,
    });
  }

  private async open(invited: Invited): Promise<void> {
    const { assessmentId, engagementId } = invited;
    await this.database.update(
      AssessmentEntity,
      { id: assessmentId },
      { state: 'opened', openedAt: expression`app.now()` },
    );
    await this.record('assessment.opened', invited);
    this.changes.note(assessmentOpened({ assessmentId, engagementId }));
  }

  /** Whoever holds the link acts by the contact's name; a forwarded one shows by where it is opened. */
  private record(
    what: 'assessment.link-opened' | 'assessment.opened-beside' | 'assessment.opened',
    { assessmentId, contactName }: Invited,
  ): Promise<void> {
    return this.audit.record({
      what,
      object: { kind: 'assessment', id: assessmentId },
      visitor: contactName,
    });
  }
}
