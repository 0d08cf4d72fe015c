import { Injectable } from '@nestjs/common';
import { InvitationCodes, RespondentGrantEntity } from '@countersign/assessments';
import {
  Database,
  expression,
  hashToken,
  Problem,
  RateLimits,
  say,
  type RespondentActor,
} from '@countersign/platform';
import { respondentIdleLimit } from './respondent-grants';
import { respondingRateLimits } from './rate-limits';

/** For whom tries count together, whichever link, session and code they are made with. */
export interface CodeOf {
  readonly organisationId: string;
  readonly assessmentId: string;
  readonly contactId: string;
}

export interface ProvingContact extends CodeOf {
  readonly invitationId: string;
  readonly contactEmail: string;
}

/** That whoever acts reads the mailbox which was invited: by a code, or by one that was given before in this session. */
@Injectable()
export class CodeProof {
  constructor(
    private readonly database: Database,
    private readonly limits: RateLimits,
    private readonly codes: InvitationCodes,
  ) {}

  /**
   * Before a code is looked at, outside any transaction: a try counts, whatever becomes of it.
   *
   * @throws 429 `too-many-requests`
   */
  async countTry(of: CodeOf): Promise<void> {
    await this.limits.take(respondingRateLimits['code-day'], keyOf(of));
    await this.limits.take(respondingRateLimits.code, keyOf(of));
  }

  /** @throws 403 `code-needed`, 422 `code-wrong` */
  async demand(contact: ProvingContact, code: string | null): Promise<void> {
    if (code === null) throw codeNeeded();
    const { invitationId, contactEmail: address } = contact;
    if (!(await this.codes.redeem({ invitationId, address }, code))) throw codeWrong();
    for (const limit of [respondingRateLimits.code, respondingRateLimits['code-day']])
      await this.limits.forget(limit, keyOf(contact));
  }

  /** In the open session itself, whatever the tier. What was given holds as long as the session. @throws as `demand` */
  async demandInSession({ assessmentId, sessionHash }: RespondentActor, code: string | null): Promise<void> {
    const contact = await this.database.one<ProvingContact & { readonly proved: boolean }>(
      `
      select g.organisation_id, g.assessment_id, g.contact_id, g.invitation_id, c.email as contact_email,
        g.proved_at is not null as proved
      from app.respondent_grant g
      join app.contact c on c.organisation_id = g.organisation_id and c.id = g.contact_id
      where g.organisation_id = :organisationId and g.session_hash = :sessionHash
        and g.assessment_id = :assessmentId`,
      { sessionHash, assessmentId },
    );
    if (contact.proved) return;
    await this.demand(contact, code);
    await this.database.update(
      RespondentGrantEntity,
      { sessionHash, assessmentId },
      { provedAt: expression`now()` },
    );
  }

  /** Whether a code was given before in the session of this browser, for the same contact and assessment. */
  async givenIn(session: string, { assessmentId, contactId }: CodeOf): Promise<boolean> {
    const grants = await this.database.query(
      `
      select from app.respondent_grant g
      where g.organisation_id = :organisationId and g.session_hash = :sessionHash
        and g.assessment_id = :assessmentId and g.contact_id = :contactId
        and g.proved_at is not null and g.expires_at > now() and g.last_seen_at > now() - :idle::interval`,
      { sessionHash: hashToken(session), assessmentId, contactId, idle: respondentIdleLimit },
    );
    return grants.length > 0;
  }
}

const keyOf = ({ organisationId, assessmentId, contactId }: CodeOf): string =>
  `${organisationId} ${assessmentId} ${contactId}`;

export function codeNeeded(): Problem {
  return new Problem({
    status: 403,
    code: 'code-needed',
    title: say('title.code-needed'),
    detail: say('refusal.code-needed'),
  });
}

function codeWrong(): Problem {
  return new Problem({
    status: 422,
    code: 'code-wrong',
    title: say('title.code-wrong'),
    detail: say('refusal.code-wrong'),
  });
}
