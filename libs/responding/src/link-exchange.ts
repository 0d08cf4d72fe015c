import { Injectable } from '@nestjs/common';
import { isAnswerable, type AssessmentState } from '@countersign/domain';
import {
  assessmentOpened,
  AssessmentEntity,
  type InvitationTokenEntity,
  RespondentGrantEntity,
} from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  Changes,
  clientOf,
  Database,
  expression,
  hashToken,
  mintToken,
  Problem,
  RateLimits,
  say,
  type Words,
} from '@countersign/platform';
import { RespondentVisits, respondentSessionDays } from './respondent-visits';
import { respondingRateLimits } from './rate-limits';

interface Invited {
  readonly invitationId: string;
  readonly assessmentId: string;
  readonly engagementId: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly language: string;
  readonly sections: string[] | null;
  readonly state: AssessmentState;
  readonly revoked: boolean;
  readonly ended: boolean;
  /** A follow-up whose questions a newer submission of the whole has asked. */
  readonly superseded: boolean;
  /** A follow-up of which a later intake asks no question. */
  readonly noQuestionsLeft: boolean;
  readonly cancelledMessage: string | null;
  readonly organisationName: string;
  readonly askedBy: string;
  readonly askedByEmail: string;
  /** Somebody else answers in this contact's place. */
  readonly handedOver: boolean;
  /** The link went to an address that the contact no longer has. */
  readonly movedAway: boolean;
}

/** The browser in which a link is opened. */
export interface Visitor {
  readonly existingSession: string | null;
  readonly from: string | null;
}

export interface OpenedLink {
  readonly assessmentId: string;
  /** A new session of this browser, with all that the one it brought had opened. */
  readonly session: string;
}

/** Turns the token of a mailed link into a grant of this browser's session. */
@Injectable()
export class LinkExchange {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly limits: RateLimits,
    private readonly sessions: RespondentVisits,
  ) {}

  async exchange(token: string, { existingSession, from }: Visitor): Promise<OpenedLink> {
    const tokenHash = hashToken(token);
    const session = mintToken();
    const opened = await this.database.run({ kind: 'token', tokenHash }, async () => {
      const found = await this.database.maybeOne<
        Pick<InvitationTokenEntity, 'organisationId' | 'invitationId' | 'mintedAt'>
      >(
        'select t.organisation_id, t.invitation_id, t.minted_at from app.invitation_token t where t.token_hash = :tokenHash',
        { tokenHash },
      );
      if (found === null) return null;
      await this.database.continueInOrganisation(found.organisationId, 'invitation', from);
      const invited = await this.invited(found);
      if (invited.handedOver) throw linkEnded(say('link-exchange.handed-over'));
      if (invited.state === 'cancelled') throw whyCancelled(invited);
      if (invited.revoked || invited.ended) throw linkEnded(say('link-exchange.ended'));
      // Whoever has declined may come back and answer after all.
      if (!isAnswerable(invited.state) && invited.state !== 'declined') {
        throw linkEnded(say('link-exchange.submitted'));
      }
      if (invited.movedAway) throw linkEnded(say('link-exchange.moved-away'));
      await this.grant(session, invited);
      await this.record('assessment.link-opened', invited);
      if (invited.state === 'sent') await this.open(invited);
      return { assessmentId: invited.assessmentId, session };
    });
    if (opened !== null) {
      if (existingSession !== null) await this.sessions.carryOver(existingSession, session);
      return opened;
    }
    // Whoever holds a real link does not pay for those who guess from the same address.
    await this.limits.take(respondingRateLimits.link, clientOf(from));
    throw linkUnknown();
  }

  private invited({
    invitationId,
    mintedAt,
  }: Pick<InvitationTokenEntity, 'invitationId' | 'mintedAt'>): Promise<Invited> {
    return this.database.one<Invited>(
      `select i.id as invitation_id, a.id as assessment_id, a.engagement_id, c.id as contact_id,
         c.name as contact_name, c.language, i.sections, a.state, a.organisation_name,
         a.asked_by, a.asked_by_email, u.cancelled_message,
         i.revoked_at is not null or not c.active as revoked,
         i.handed_over, coalesce(i.links_since > :mintedAt::timestamptz, false) as moved_away,
         a.grace_until < app.today(a.time_zone) as ended,
         coalesce(u.cancelled_reason is null and not u.no_questions_left, false) as superseded,
         coalesce(u.no_questions_left, false) as no_questions_left
       from app.invitation i
       join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
       join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
       left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
       where i.organisation_id = :organisationId and i.id = :invitationId
       for update of a`,
      { invitationId, mintedAt },
      'invitation',
    );
  }

  // Sessions and grants follow the database's own clock; a moved business clock neither ends nor extends them.
  private async grant(session: string, invited: Invited): Promise<void> {
    const { assessmentId, invitationId, contactId, contactName, language, sections } = invited;
    await this.database.insert(RespondentGrantEntity, {
      sessionHash: hashToken(session),
      assessmentId,
      invitationId,
      contactId,
      contactName,
      language,
      sections,
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
    what: 'assessment.link-opened' | 'assessment.opened',
    { assessmentId, contactName }: Invited,
  ): Promise<void> {
    return this.audit.record({
      what,
      object: { kind: 'assessment', id: assessmentId },
      visitor: contactName,
    });
  }
}

/** Nothing is asked any more, with whom to ask. */
function noLongerNeeded(invited: Invited): Problem {
  const { organisationName, askedBy, askedByEmail, cancelledMessage: message } = invited;
  const by = { organisationName, askedBy, askedByEmail };
  return new Problem({
    status: 410,
    code: 'no-longer-needed',
    title: say('title.no-longer-needed'),
    detail:
      message === null
        ? say('refusal.no-longer-needed', by)
        : say('link-exchange.cancelled-saying', { ...by, message }),
  });
}

function linkUnknown(): Problem {
  return new Problem({
    status: 404,
    code: 'link-unknown',
    title: say('title.link-unknown'),
    detail: say('refusal.link-unknown'),
  });
}

function whyCancelled(invited: Invited): Problem {
  if (invited.noQuestionsLeft) return linkEnded(say('link-exchange.no-questions-left'));
  return invited.superseded ? linkEnded(say('link-exchange.superseded')) : noLongerNeeded(invited);
}

function linkEnded(detail: Words): Problem {
  return new Problem({
    status: 410,
    code: 'link-ended',
    title: say('title.link-ended'),
    detail,
  });
}
