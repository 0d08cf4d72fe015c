import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES } from '@countersign/domain';
import { ASKED_COLUMNS, type AskedRow, type InvitationTokenEntity } from '@countersign/assessments';
import {
  clientOf,
  Database,
  hashToken,
  Problem,
  RateLimits,
  say,
  textList,
  type Words,
} from '@countersign/platform';
import { type LinkFacts, type LinkState, stateOfLink } from './link-state';
import { respondingRateLimits } from './rate-limits';

/** What a link in hand tells: whoever holds it was sent it, or was given it by whoever was. */
export interface Invited extends LinkFacts, AskedRow {
  readonly organisationId: string;
  readonly invitationId: string;
  readonly assessmentId: string;
  readonly engagementId: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly language: string;
  readonly sections: string[] | null;
  readonly cancelledMessage: string | null;
  readonly organisationName: string;
  readonly vendorName: string;
  readonly serviceName: string;
  readonly askedBy: string;
  readonly askedByEmail: string;
  readonly dueOn: string;
}

type FoundToken = Pick<InvitationTokenEntity, 'organisationId' | 'invitationId' | 'mintedAt'>;

interface MintedFor {
  readonly invitationId: string;
  readonly mintedAt: string | null;
}

/** Finds the invitation that a link belongs to, and judges what has become of it. */
@Injectable()
export class InvitedLinks {
  constructor(
    private readonly database: Database,
    private readonly limits: RateLimits,
  ) {}

  /** Does the work as the organisation whose link it is, with the assessment's row held; refuses a token that nobody was sent. */
  async with<T>(token: string, from: string | null, work: (invited: Invited) => Promise<T>): Promise<T> {
    const tokenHash = hashToken(token);
    const done = await this.database.run({ kind: 'token', tokenHash }, async () => {
      const found = await this.database.maybeOne<FoundToken>(
        'select t.organisation_id, t.invitation_id, t.minted_at from app.invitation_token t where t.token_hash = :tokenHash',
        { tokenHash },
      );
      if (found === null) return null;
      await this.database.continueInOrganisation(found.organisationId, 'invitation', from);
      return { value: await work(await this.invited(found)) };
    });
    if (done !== null) return done.value;
    // Whoever holds a real link does not pay for those who guess from the same address.
    await this.limits.take(respondingRateLimits.link, clientOf(from));
    throw linkUnknown();
  }

  /** As a link that is minted now would tell it; for whoever works as the organisation already. */
  ofInvitation(invitationId: string): Promise<Invited> {
    return this.invited({ invitationId, mintedAt: null });
  }

  private invited({ invitationId, mintedAt }: MintedFor): Promise<Invited> {
    return this.database.one<Invited>(
      `select i.organisation_id, i.id as invitation_id, a.id as assessment_id, a.engagement_id, c.id as contact_id,
         c.name as contact_name, c.email as contact_email, c.language, i.sections, a.state, e.tier,
         a.organisation_name, a.vendor_name, a.service_name, a.asked_by, a.asked_by_email, a.due_on,
         u.cancelled_message,
         i.revoked_at is not null or not c.active as revoked,
         i.revoked_at is not null and i.sections is not null and c.active as taken_back,
         i.sections is not null and (
           a.state not in (${textList([...ANSWERABLE_STATES, 'declined'])})
           or a.returned_in_part
             and not exists (
               select from app.returned_question q
               where q.organisation_id = a.organisation_id and q.assessment_id = a.id and q.round = a.return_round
                 and (q.section = any (i.sections) or '#' || q.question = any (i.sections)))
             and not exists (
               select from app.delegation d
               where d.organisation_id = i.organisation_id and d.invitation_id = i.id
                 and d.state = 'delegated' and coalesce(d.decided_at, d.asked_at) > a.returned_at)) as part_over,
         i.handed_over, coalesce(i.links_since > :mintedAt::timestamptz, false) as moved_away,
         a.grace_until < app.today(a.time_zone) as ended,
         coalesce(u.cancelled_reason is null and not u.no_questions_left, false) as superseded,
         coalesce(u.no_questions_left, false) as no_questions_left,
         ${ASKED_COLUMNS},
         coalesce(a.submitted_at < app.now() - interval '1 year', false) as past
       from app.invitation i
       join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
       left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
       where i.organisation_id = :organisationId and i.id = :invitationId
       for update of a`,
      { invitationId, mintedAt },
      'invitation',
    );
  }
}

/** @throws 410 `link-ended` or `no-longer-needed` where the link lets nobody in */
export function refuseEnded(invited: Invited): void {
  const state = stateOfLink(invited);
  if (state === 'cancelled') throw noLongerNeeded(invited);
  const why = ENDED[state];
  if (why !== null) throw linkEnded(say(why));
}

const ENDED = {
  open: null,
  submitted: null,
  cancelled: null,
  expired: 'link-exchange.ended',
  superseded: 'link-exchange.superseded',
  'moved-away': 'link-exchange.moved-away',
  'handed-over': 'link-exchange.handed-over',
  'taken-back': 'link-exchange.taken-back',
  'part-over': 'link-exchange.part-over',
  revoked: 'link-exchange.revoked',
  'no-questions-left': 'link-exchange.no-questions-left',
  past: 'link-exchange.past',
} as const satisfies Record<LinkState, string | null>;

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

function linkEnded(detail: Words): Problem {
  return new Problem({
    status: 410,
    code: 'link-ended',
    title: say('title.link-ended'),
    detail,
  });
}
