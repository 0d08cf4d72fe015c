import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  LADDERS,
  decisionOn,
  settlementOf,
  type ContractState,
  type Decided,
  type TermDecision,
  type TermEnding,
} from '@countersign/domain';
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
import { decidedColumns } from './contract-desk';

interface ContractFacts extends Decided {
  readonly title: string;
  readonly vendorName: string;
  readonly vendorState: string;
  readonly organisationName: string;
  readonly today: string;
  readonly state: ContractState;
  readonly counts: boolean;
  readonly overSince: string | null;
  readonly lastDay: string | null;
  readonly ending: TermEnding | null;
  readonly sendFrom: string | null;
  readonly lastNoticeDay: string | null;
  readonly lastSendDay: string | null;
  readonly renewsUntil: string | null;
  readonly hasTerm: boolean;
  readonly clausesToReview: number;
  readonly reviewDueOn: string | null;
  /** The term that the mail is about; 0 for one about the contract as a whole. */
  readonly part: number;
}

/** A term that somebody has to decide about: its notice date, and the day its window opens. */
@Injectable()
export class ContractMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'contract';
  readonly mails = shippedMails({
    'contract-reminder': {},
    'contract-closed': {},
    'contract-window-open': {},
    'contract-date-corrected': { afterTheFact: true },
    'contract-decision-moved': { afterTheFact: true },
    'contract-ending': {},
    'contract-ended': {},
    'contract-held-over': {},
    'contract-review': {},
    'contract-clauses-due': {},
    'contract-clauses-overdue': {},
  });
  readonly ladders: Readonly<Record<string, MailLadder>> = {
    contract: {
      variants: { standard: LADDERS.contract, short: LADDERS['contract-short'] },
      mailOn: ({ offsetDays }) => (offsetDays > 0 ? 'contract-closed' : 'contract-reminder'),
    },
    'contract-end': {
      variants: { standard: LADDERS.contract, short: LADDERS['contract-short'] },
      mailOn: ({ offsetDays }) => (offsetDays > 0 ? 'contract-ended' : 'contract-ending'),
    },
    'contract-held-over': {
      variants: { standard: LADDERS['contract-held-over'] },
      mailOn: () => 'contract-held-over',
    },
    'contract-review': {
      variants: { standard: LADDERS['contract-review'] },
      mailOn: () => 'contract-review',
    },
    'contract-clauses': {
      variants: { standard: LADDERS['contract-clauses'] },
      mailOn: ({ offsetDays }) => (offsetDays > 0 ? 'contract-clauses-overdue' : 'contract-clauses-due'),
    },
    'contract-window': {
      variants: { standard: LADDERS['contract-window'] },
      mailOn: () => 'contract-window-open',
    },
  };
  readonly shownToReadersOfVendors = true;
  readonly people: MailPeople = {
    fallbackRole: 'procurement',
    owners: `
      select c.id as object_id, c.owner_id
      from app.contract c
      where c.organisation_id = :organisationId`,
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
    const contract = await this.lockedFacts(row);
    return {
      fallenAway: fallenAway(contract, row),
      facts: factsOf(contract),
      path: `/contracts/${row.objectId}${isAboutClauses(row) ? '?tab=clauses' : ''}`,
      replyTo: null,
    };
  }

  /** A decision that committed first always wins. */
  private async lockedFacts({ objectId: id, part }: MailRow): Promise<ContractFacts> {
    const held = await holdForMail(this.database, 'contract', id);
    return this.database.one<ContractFacts>(
      `
      select c.title, v.name as vendor_name, v.state as vendor_state, o.name as organisation_name,
        app.today(o.time_zone) as today, c.state, app.contract_counts(c) as counts, c.clauses_to_review, c.review_due_on, ended.last_day as over_since,
        t.number is not null as has_term, t.last_day, t.ending, t.send_from, t.last_notice_day, t.last_send_day,
        next.last_day as renews_until, :part::integer as part,
        ${decidedColumns}
      from app.contract c
      join app.organisation o on o.organisation_id = c.organisation_id
      join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id
      left join app.contract_term t
        on t.organisation_id = c.organisation_id and t.contract_id = c.id and t.number = :part
      left join lateral (
        select max(l.last_day) as last_day from app.contract_term l
        where l.organisation_id = c.organisation_id and l.contract_id = c.id
      ) ended on true
      left join app.contract_term next
        on next.organisation_id = c.organisation_id and next.contract_id = c.id and next.number = :part + 1
      where c.organisation_id = :organisationId and c.id = :id`,
      { ...held, part },
    );
  }
}

function isAboutClauses({ kind }: Pick<MailRow, 'kind'>): boolean {
  return kind === 'contract-clauses-due' || kind === 'contract-clauses-overdue';
}

function fallenAway(contract: ContractFacts, row: MailRow): Words | null {
  const { kind, mail } = row;
  if (!contract.counts) return say('mail-reason.contract-void');
  if (mail.afterTheFact) return null;
  if (contract.vendorState === 'archived') return say('mail-reason.vendor-archived');
  if (isAboutClauses(row)) return reviewed(contract, kind);
  if (kind === 'contract-held-over') {
    return contract.state === 'held-over' ? null : say('mail-reason.not-held-over');
  }
  if (kind === 'contract-review') {
    if (contract.state === 'evergreen') return null;
    if (endOf(contract) !== null) return say('mail-reason.notice-sent');
    return contract.decisions.some(isUntilFurtherNotice) ? null : say('mail-reason.has-an-end');
  }
  if (!contract.hasTerm) return say('mail-reason.no-such-term');
  if (contract.ending === 'agreed') return say('mail-reason.term-agreed');
  return settled(contract) ?? overtaken(contract, kind);
}

/** One that is late says so: its day has passed, and the next rung tells what is still left. */
function reviewed({ clausesToReview, reviewDueOn, today }: ContractFacts, kind: string): Words | null {
  if (clausesToReview === 0) return say('mail-reason.clauses-reviewed');
  const late = reviewDueOn !== null && reviewDueOn < today;
  return kind === 'contract-clauses-due' && late ? say('mail-reason.day-passed') : null;
}

function isUntilFurtherNotice({ decision }: { readonly decision: TermDecision }): boolean {
  return decision === 'until-further-notice';
}

function settled({ ending, part, ...decided }: ContractFacts): Words | null {
  switch (settlementOf({ number: part, ending: ending ?? 'renews' }, decided)) {
    case 'renewed':
      return say('mail-reason.decided-to-renew');
    case 'notice-sent':
      return say('mail-reason.notice-sent');
    case 'ending':
      return say('mail-reason.decided-to-end');
    case null:
      return null;
  }
}

/** The day that a notice has set; null where none does. */
function endOf({ notice }: ContractFacts): string | null {
  return notice === null ? null : notice.endsOn;
}

function openEndOf(contract: ContractFacts): Words {
  const endsOn = endOf(contract);
  if (contract.state !== 'evergreen') return say('open-end.until-further-notice');
  return endsOn === null ? say('open-end.evergreen') : say('open-end.under-notice', { endsOn });
}

/** After an outage nobody is warned of a day that has passed; what follows from it is told instead. */
function overtaken({ today, lastDay, lastSendDay }: ContractFacts, kind: string): Words | null {
  const day = kind === 'contract-reminder' ? (lastSendDay ?? lastDay) : lastDay;
  const warns = kind === 'contract-reminder' || kind === 'contract-ending' || kind === 'contract-window-open';
  return warns && day !== null && day < today ? say('mail-reason.day-passed') : null;
}

/** A renewal stops the ladder where it renews by itself; what is said of it elsewhere does not, and the mail says why. */
const decisionsThatLeaveWork: Readonly<Record<TermDecision, Words>> = {
  end: say('decided.end'),
  renegotiate: say('decided.renegotiate'),
  renew: say('decided.renew'),
  'until-further-notice': say('decided.until-further-notice'),
};

const DECIDE = say('purpose.decide');
const SEND_A_NOTICE = say('purpose.notice');
const PURPOSES: Readonly<Record<TermEnding, Words>> = {
  renews: SEND_A_NOTICE,
  'agreement-needed': say('purpose.further-term'),
  'not-known': SEND_A_NOTICE,
  ends: DECIDE,
  agreed: DECIDE,
};

/** What follows the term where nobody acts and it does not renew. */
const AFTERWARDS: Readonly<Record<TermEnding, Words | ''>> = {
  renews: '',
  agreed: '',
  ends: say('afterwards.ends'),
  'agreement-needed': say('afterwards.agreement-needed'),
  'not-known': say('afterwards.not-known'),
};

/** Only what stops the ladder is said to stop it (`settlementOf`). */
const UNDECIDED: Readonly<Record<TermEnding, Words | ''>> = {
  renews: say('undecided.renews'),
  agreed: '',
  ends: say('undecided.ends'),
  'agreement-needed': say('undecided.ends'),
  'not-known': say('undecided.not-known'),
};

function factsOf(contract: ContractFacts): MailFacts {
  const decision = decisionOn(contract.decisions, contract.part)?.decision ?? null;
  const { ending, lastDay, lastNoticeDay, lastSendDay, overSince, renewsUntil, title, today, vendorName } =
    contract;
  const deadline = lastSendDay ?? lastDay;
  const renews = ending === 'renews';
  return {
    organisationName: contract.organisationName,
    contractTitle: title,
    vendorName,
    deadlinePurpose: lastSendDay === null ? DECIDE : PURPOSES[ending ?? 'renews'],
    sendDay: deadline ?? '',
    sendDayWords:
      deadline === null ? '' : say('contract.last-day-to-act', { distance: daysAway(deadline, today) }),
    noticeDay: ending === 'agreement-needed' ? '' : (lastNoticeDay ?? ''),
    lastDay: lastDay ?? '',
    lastDayWords: lastDay === null ? '' : daysAway(lastDay, today),
    overSince: overSince ?? '',
    openEnd: openEndOf(contract),
    clauses: contract.clausesToReview,
    reviewDueOn: contract.reviewDueOn ?? '',
    reviewWords: contract.reviewDueOn === null ? '' : daysAway(contract.reviewDueOn, today),
    renewsUntil: renews ? (renewsUntil ?? '') : '',
    afterwards: AFTERWARDS[ending ?? 'renews'],
    noticeMissing: renews ? say('contract.notice-missing') : '',
    sendFrom: contract.sendFrom ?? '',
    standingDecision: decision === null ? '' : decisionsThatLeaveWork[decision],
    stillUndecided: decision === null ? UNDECIDED[ending ?? 'renews'] : '',
    roleReason: say('role.contract'),
    aboutTitle: say('about.contract', { title, vendorName }),
  };
}
