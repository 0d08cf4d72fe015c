import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ANSWERABLE_STATES, type AssessmentState, UNANSWERED_STATES } from '@countersign/domain';
import { AssessmentEntity, graceFromToday } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Ledger } from '@countersign/notifications';
import {
  clientOf,
  Database,
  forEachOrganisation,
  Problem,
  RateLimits,
  textList,
  type RespondentActor,
} from '@countersign/platform';
import { type Invited, InvitedLinks, refuseEnded } from './invited-links';
import { leadsElsewhere, mayBeRenewed, stateOfLink } from './link-state';
import { respondingRateLimits } from './rate-limits';

/** To whom a mail about an assessment goes: the address that was invited, never one that somebody names. */
type Addressee = Pick<Invited, 'assessmentId' | 'contactId' | 'contactName' | 'contactEmail' | 'state'>;

type Asked = 'assessment-code' | 'assessment-fresh-link';

const LINES = {
  'assessment-code': 'assessment.code-asked',
  'assessment-fresh-link': 'assessment.fresh-link-asked',
} as const satisfies Record<Asked, string>;

/** What somebody without an account can have mailed to the invited address: a code for a link, or a fresh link. */
@Injectable()
export class LinkRenewal implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LinkRenewal.name);
  private readonly offers = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly ledger: Ledger,
    private readonly limits: RateLimits,
    private readonly links: InvitedLinks,
  ) {}

  /** Counted by the ledger for the contact and the assessment. @throws 429 `mailed-often` */
  async mailCode(token: string, from: string | null): Promise<void> {
    await this.links.with(token, from, async (invited) => {
      refuseEnded(invited);
      await this.mail('assessment-code', invited);
    });
  }

  /** For what needs a code beside the session. @throws 429 `mailed-often` */
  async mailCodeInSession(actor: RespondentActor): Promise<void> {
    const { assessmentId, contactId } = actor;
    await this.database.run(actor, async () => {
      await this.database.continueAsJob('invitation');
      const [invited] = await this.database.query<Addressee>(
        `
        select a.id as assessment_id, c.id as contact_id, c.name as contact_name, c.email as contact_email, a.state
        from app.assessment a, app.contact c
        where a.organisation_id = :organisationId and a.id = :assessmentId
          and c.organisation_id = a.organisation_id and c.id = :contactId and c.active
        for no key update of a`,
        { assessmentId, contactId },
      );
      if (invited !== undefined) await this.mail('assessment-code', invited);
    });
  }

  /** Says nothing about whether the link was ever one: what is mailed is asked for after the answer, so that its time tells nothing. */
  async renew(token: string, from: string | null): Promise<void> {
    await this.limits.take(respondingRateLimits['fresh-link'], clientOf(from));
    this.afterAnswer(async () => {
      const ended = await this.links.with(token, from, async (invited) => {
        const state = stateOfLink(invited);
        if (leadsElsewhere(state)) return invited;
        if (mayBeRenewed(state)) await this.mail('assessment-fresh-link', invited);
        return null;
      });
      if (ended !== null) await this.renewElsewhere(ended, from);
    });
  }

  /** For whoever has lost the link: all that this address is asked for, in every organisation, each by a mail of its own. */
  async renewAt(email: string, from: string | null): Promise<void> {
    await this.limits.take(respondingRateLimits['fresh-link'], clientOf(from));
    const round = { name: 'invitation', which: 'living' } as const;
    this.afterAnswer(() =>
      forEachOrganisation(this.database, round, (actor) =>
        this.database.run({ ...actor, from }, async () => {
          for (const invited of await this.askedAt(email)) await this.mailUnlessOften(invited);
        }),
      ),
    );
  }

  /** Until everything that was asked for is in the ledger. */
  async settled(): Promise<void> {
    await Promise.all(this.offers);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  /** By a transaction of its own: it holds one assessment at a time. */
  private async renewElsewhere(
    { organisationId, engagementId, contactId }: Invited,
    from: string | null,
  ): Promise<void> {
    const actor = { kind: 'job', organisationId, name: 'invitation', from } as const;
    await this.database.run(actor, async () => {
      const [latest] = await this.database.query<Addressee>(
        `
        select a.id as assessment_id, c.id as contact_id, c.name as contact_name, c.email as contact_email, a.state
        from app.contact c
        join app.invitation i on i.organisation_id = c.organisation_id and i.contact_id = c.id and i.revoked_at is null
        join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
        where c.organisation_id = :organisationId and c.id = :contactId and c.active
          and a.engagement_id = :engagementId and a.state not in ('draft', 'cancelled')
          and a.submitted_at > app.now() - interval '1 year'
        order by a.submitted_at desc, a.id desc
        limit 1
        for no key update of a`,
        { engagementId, contactId },
      );
      if (latest !== undefined) await this.mail('assessment-fresh-link', latest);
    });
  }

  private askedAt(email: string): Promise<Addressee[]> {
    return this.database.query<Addressee>(
      `
      select a.id as assessment_id, c.id as contact_id, c.name as contact_name, c.email as contact_email, a.state
      from app.contact c
      join app.invitation i on i.organisation_id = c.organisation_id and i.contact_id = c.id and i.revoked_at is null
      join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
      where c.organisation_id = :organisationId and c.email = :email and c.active
        and a.state not in ('draft', 'cancelled')
        and (i.sections is null or a.state in (${textList(ANSWERABLE_STATES)}))
        and coalesce(a.submitted_at > app.now() - interval '1 year', true)
      order by a.id
      limit 20
      for no key update of a`,
      { email },
    );
  }

  private async mailUnlessOften(invited: Addressee): Promise<void> {
    try {
      await this.mail('assessment-fresh-link', invited);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'mailed-often')) throw error;
    }
  }

  /** The caller holds the assessment's row, so that those at once are counted one by one. */
  private async mail(kind: Asked, invited: Addressee): Promise<void> {
    const { assessmentId, contactId, contactName: name, contactEmail: address } = invited;
    await this.ledger.refuseCrowd({ kind: 'assessment', ids: [assessmentId], to: address }, kind);
    if (
      kind === 'assessment-fresh-link' &&
      (UNANSWERED_STATES as readonly AssessmentState[]).includes(invited.state)
    )
      await this.database.update(AssessmentEntity, { id: assessmentId }, { graceUntil: graceFromToday });
    const { act } = await this.database.one<{ act: string }>('select uuidv7()::text as act');
    const object = { kind: 'assessment', id: assessmentId } as const;
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:${kind}:${act}`,
      kind,
      recipient: { address, name, contactId },
      object,
      immediate: true,
    });
    await this.audit.record({ what: LINES[kind], object, visitor: name });
  }

  private afterAnswer(work: () => Promise<void>): void {
    const offer = work()
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) this.logger.error(error, 'A fresh link was not mailed.');
      })
      .finally(() => this.offers.delete(offer));
    this.offers.add(offer);
  }
}
