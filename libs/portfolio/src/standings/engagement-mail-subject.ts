import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LADDERS, type StaleCause } from '@countersign/domain';
import {
  daysAway,
  MailSubjects,
  shippedMails,
  type MailFacts,
  type MailLadder,
  type MailPeople,
  type MailRow,
  type MailSubject,
  type Reason,
  holdForMail,
} from '@countersign/notifications';
import { Database, say, type Words } from '@countersign/platform';
import { reassessmentInWords, staleInWords } from './reasons-in-words';
import type { StandingReassessment } from './reassessment-standing';

interface EngagementFacts {
  readonly name: string;
  readonly vendorName: string;
  readonly vendorState: string;
  readonly organisationName: string;
  readonly open: boolean;
  readonly today: string;
  readonly approvedOn: string | null;
  readonly approvedBy: string | null;
  readonly approvalState: string;
  readonly validTo: string | null;
  readonly cause: Pick<StaleCause, 'code' | 'parameters'> | null;
  readonly acceptedUntil: string | null;
  readonly acceptedBecause: string | null;
  readonly reassessment: StandingReassessment | null;
  readonly override: { readonly tier: number; readonly until: string; readonly reason: string } | null;
  readonly computedTier: number;
}

/** What those who answer for an engagement are told of its approval. */
@Injectable()
export class EngagementMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'engagement';
  readonly mails = shippedMails({
    'approval-stale': {},
    'approval-ending': {},
    'acceptance-ending': {},
    'reassessment-due': {},
    'reassessment-overdue': {},
    'override-ending': {},
  });
  readonly ladders: Readonly<Record<string, MailLadder>> = {
    'approval-stale': {
      variants: { standard: LADDERS['approval-stale'] },
      mailOn: () => 'approval-stale',
    },
    approval: { variants: { standard: LADDERS.approval }, mailOn: () => 'approval-ending' },
    acceptance: { variants: { standard: LADDERS.acceptance }, mailOn: () => 'acceptance-ending' },
    override: { variants: { standard: LADDERS.override }, mailOn: () => 'override-ending' },
    reassessment: {
      variants: { standard: LADDERS.reassessment },
      mailOn: ({ timing }) => (timing === 'past' ? 'reassessment-overdue' : 'reassessment-due'),
    },
  };
  readonly shownToReadersOfVendors = true;
  readonly people: MailPeople = {
    fallbackRole: 'risk',
    owners: `
      select e.id as object_id, e.owner_id
      from app.engagement e
      where e.organisation_id = :organisationId`,
    contacts: null,
  };

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason(row: MailRow): Promise<Reason> {
    const engagement = await this.lockedFacts(row);
    return {
      fallenAway: fallenAway(engagement, row.kind),
      facts: factsOf(engagement, row.kind),
      path:
        row.kind.startsWith('approval') || row.kind.startsWith('acceptance')
          ? `/engagements/${row.objectId}?tab=approval`
          : `/engagements/${row.objectId}`,
      replyTo: null,
    };
  }

  /** A decision that committed first always wins. */
  private async lockedFacts({ objectId: id, part }: MailRow): Promise<EngagementFacts> {
    const held = await holdForMail(this.database, 'engagement', id);
    return this.database.one<EngagementFacts>(
      `
      select e.name, v.name as vendor_name, v.state as vendor_state, o.name as organisation_name,
        e.state = 'open' as open, app.today(o.time_zone) as today,
        (a.at at time zone o.time_zone)::date as approved_on, a.by_name as approved_by, s.approval_state,
        s.approval_valid_to as valid_to,
        case when c.code is null then null
          else jsonb_build_object('code', c.code, 'parameters', c.parameters) end as cause,
        r.until as accepted_until, r.reason as accepted_because, s.reassessment, e.tier as computed_tier,
        (select jsonb_build_object('tier', t.tier, 'until', t.until, 'reason', t.reason)
         from app.tier_override t
         where t.organisation_id = e.organisation_id and t.engagement_id = e.id and t.lifted_at is null
         order by t.at desc, t.id desc limit 1) as override
      from app.engagement e
      join app.standing s on s.organisation_id = e.organisation_id and s.engagement_id = e.id
      join app.organisation o on o.organisation_id = e.organisation_id
      join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
      left join lateral (
        select a.at, a.by_name from app.approval a
        where a.organisation_id = e.organisation_id and a.engagement_id = e.id
        order by a.at desc, a.id desc limit 1) a on true
      left join app.approval_stale_cause c
        on c.organisation_id = e.organisation_id and c.engagement_id = e.id and c.number = :part
          and c.ended_at is null
      left join lateral (
        select r.until, r.reason from app.risk_acceptance r
        where r.organisation_id = e.organisation_id and r.engagement_id = e.id and r.withdrawn_at is null
        order by r.at desc, r.id desc limit 1) r on true
      where e.organisation_id = :organisationId and e.id = :id`,
      { ...held, part },
    );
  }
}

function fallenAway(
  { open, vendorState, today, cause, approvalState, acceptedUntil, reassessment, override }: EngagementFacts,
  kind: string,
): Words | null {
  if (vendorState === 'archived') return say('mail-reason.vendor-archived');
  if (!open) return say('mail-reason.engagement-ended');
  switch (kind) {
    case 'approval-stale':
      return cause === null ? say('mail-reason.cause-ended') : null;
    case 'approval-ending':
      return approvalState === 'in-force' ? null : say('mail-reason.approval-no-longer-holds');
    case 'reassessment-due':
    case 'reassessment-overdue':
      return reassessment === null ? say('mail-reason.nothing-to-reassess') : null;
    case 'override-ending':
      if (override === null) return say('mail-reason.override-lifted');
      return override.until < today ? say('mail-reason.day-passed') : null;
    default:
      return acceptedUntil === null ? say('mail-reason.acceptance-withdrawn') : null;
  }
}

function factsOf(engagement: EngagementFacts, kind: string): MailFacts {
  const { today, approvedOn, cause, vendorName, reassessment, override } = engagement;
  const serviceName = engagement.name;
  const endsOn = dayOf(engagement, kind);
  return {
    organisationName: engagement.organisationName,
    serviceName,
    vendorName,
    cause: cause === null ? '' : staleInWords(cause),
    approvedOn: approvedOn ?? '',
    approvedBy: engagement.approvedBy ?? '',
    endsOn: endsOn ?? '',
    endsWords: endsOn === null ? '' : daysAway(endsOn, today),
    acceptedBecause: engagement.acceptedBecause ?? '',
    reassessedBecause: reassessment === null ? '' : reassessmentInWords(reassessment),
    tier: override?.tier ?? engagement.computedTier,
    computedTier: engagement.computedTier,
    overriddenBecause: override?.reason ?? '',
    roleReason: say('role.engagement'),
    aboutTitle: say('about.approval', { serviceName, vendorName }),
  };
}

/** The day that the mail is about. */
function dayOf(
  { acceptedUntil, validTo, reassessment, override }: EngagementFacts,
  kind: string,
): string | null {
  switch (kind) {
    case 'acceptance-ending':
      return acceptedUntil;
    case 'reassessment-due':
    case 'reassessment-overdue':
      return reassessment?.dueOn ?? null;
    case 'override-ending':
      return override?.until ?? null;
    default:
      return validTo;
  }
}
