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
  distanceInWords,
  longDate,
  MailSubjects,
  shippedMails,
  shortDate,
  type MailLadder,
  type MailPeople,
  type MailRow,
  type MailSubject,
  type Reason,
} from '@countersign/notifications';
import { Database, notFound } from '@countersign/platform';
import { decidedColumns } from './contract-desk';

interface ContractFacts extends Decided {
  readonly title: string;
  readonly vendorName: string;
  readonly organisationName: string;
  readonly today: string;
  readonly state: ContractState;
  readonly overSince: string | null;
  readonly lastDay: string | null;
  readonly ending: TermEnding | null;
  readonly sendFrom: string | null;
  readonly lastNoticeDay: string | null;
  readonly lastSendDay: string | null;
  readonly renewsUntil: string | null;
  readonly hasTerm: boolean;
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
    'contract-ending': {},
    'contract-ended': {},
    'contract-held-over': {},
    'contract-review': {},
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
      path: `/contracts/${row.objectId}`,
      replyTo: null,
    };
  }

  /** A decision that committed first always wins. */
  private async lockedFacts({ objectId: id, part }: MailRow): Promise<ContractFacts> {
    const { organisationId } = this.database;
    const locked = await this.database.query(
      `select from app.contract where organisation_id = :organisationId and id = :id for share`,
      { organisationId, id },
    );
    if (locked.length === 0) throw notFound('contract');
    return this.database.one<ContractFacts>(
      `
      select c.title, v.name as vendor_name, o.name as organisation_name, app.today(o.time_zone) as today,
        c.state, ended.last_day as over_since,
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
      { organisationId, id, part },
    );
  }
}

function fallenAway(contract: ContractFacts, { kind, mail }: MailRow): string | null {
  if (mail.afterTheFact) return null;
  if (kind === 'contract-held-over') {
    return contract.state === 'held-over' ? null : 'The contract is no longer held over.';
  }
  if (kind === 'contract-review') {
    if (contract.notice !== null && contract.notice.endsOn !== null) return 'The notice was sent.';
    const open = contract.state === 'evergreen' || contract.decisions.some(isUntilFurtherNotice);
    return open ? null : 'The contract has an end now.';
  }
  if (!contract.hasTerm) return 'The contract no longer has this term.';
  if (contract.ending === 'agreed') return 'A further term has been agreed.';
  return settled(contract) ?? overtaken(contract, kind);
}

function isUntilFurtherNotice({ decision }: { readonly decision: TermDecision }): boolean {
  return decision === 'until-further-notice';
}

function settled({ ending, part, ...decided }: ContractFacts): string | null {
  switch (settlementOf({ number: part, ending: ending ?? 'renews' }, decided)) {
    case 'renewed':
      return 'It was decided to renew.';
    case 'notice-sent':
      return 'The notice was sent.';
    case 'ending':
      return 'It was decided to let it end.';
    case null:
      return null;
  }
}

/** After an outage nobody is warned of a day that has passed; what follows from it is told instead. */
function overtaken({ today, lastDay, lastSendDay }: ContractFacts, kind: string): string | null {
  const day = kind === 'contract-reminder' ? (lastSendDay ?? lastDay) : lastDay;
  const warns = kind === 'contract-reminder' || kind === 'contract-ending' || kind === 'contract-window-open';
  return warns && day !== null && day < today ? 'The day has passed.' : null;
}

/** A renewal stops the ladder where it renews by itself; what is said of it elsewhere does not, and the mail says why. */
const decisionsThatLeaveWork: Readonly<Record<TermDecision, string>> = {
  end: 'It was decided to end this contract, but no notice is recorded as sent.',
  renegotiate: 'It was decided to renegotiate. That alone stops neither the date nor the renewal.',
  renew: 'It was decided to renew. It goes on only by a term that both sides agree, and none is recorded.',
  'until-further-notice': 'It was decided to renew until further notice.',
};

const PURPOSES: Readonly<Record<TermEnding, string>> = {
  renews: 'send a notice',
  'agreement-needed': 'ask for a further term',
  'not-known': 'send a notice',
  ends: 'decide',
  agreed: 'decide',
};

/** What follows the term where nobody acts and it does not renew. */
const AFTERWARDS: Readonly<Record<TermEnding, string>> = {
  renews: '',
  agreed: '',
  ends: 'It ends by itself: nothing has to be sent to end it. To go on, agree a further term before that day.',
  'agreement-needed': 'It ends with that day unless a further term is agreed before.',
  'not-known': 'Nobody knows what follows that day: ask the vendor.',
};

/** Only what stops the ladder is said to stop it (`settlementOf`). */
const UNDECIDED: Readonly<Record<TermEnding, string>> = {
  renews: 'Record the decision, so that everybody knows and these reminders stop.',
  agreed: '',
  ends: 'Record the decision, so that everybody knows. These reminders stop once it is decided to let it end.',
  'agreement-needed':
    'Record the decision, so that everybody knows. These reminders stop once it is decided to let it end.',
  'not-known': 'Record the decision, so that everybody knows.',
};

function factsOf(contract: ContractFacts): Readonly<Record<string, string>> {
  const decision = decisionOn(contract.decisions, contract.part)?.decision ?? null;
  const { ending, lastDay, lastNoticeDay, lastSendDay, overSince, renewsUntil, today } = contract;
  const deadline = lastSendDay ?? lastDay;
  const short = (day: string | null) => (day === null ? '' : shortDate(day));
  const long = (day: string | null) => (day === null ? '' : longDate(day));
  const renews = ending === 'renews';
  return {
    organisationName: contract.organisationName,
    contractTitle: contract.title,
    vendorName: contract.vendorName,
    deadlinePurpose: lastSendDay === null ? 'decide' : PURPOSES[ending ?? 'renews'],
    sendDay: short(deadline),
    sendDayLong: long(deadline),
    sendDayWords: deadline === null ? '' : `last day to act ${distanceInWords(deadline, today)}`,
    noticeDayLong: ending === 'agreement-needed' ? '' : long(lastNoticeDay),
    lastDay: short(lastDay),
    lastDayLong: long(lastDay),
    lastDayWords: lastDay === null ? '' : distanceInWords(lastDay, today),
    overSinceLong: long(overSince),
    openEnd:
      contract.state === 'evergreen'
        ? 'has no end: it runs until somebody gives notice'
        : 'was renewed until further notice: it goes on until somebody decides otherwise',
    renewsUntilLong: renews ? long(renewsUntil) : '',
    afterwards: AFTERWARDS[ending ?? 'renews'],
    noticeMissing: renews ? 'No notice is recorded as sent.' : '',
    sendFrom: short(contract.sendFrom),
    sendFromLong: long(contract.sendFrom),
    standingDecision: decision === null ? '' : decisionsThatLeaveWork[decision],
    stillUndecided: decision === null ? UNDECIDED[ending ?? 'renews'] : '',
    roleReason: 'you own this contract, lead its owner or look after contracts',
    aboutTitle: `the contract ${contract.title} with ${contract.vendorName}`,
  };
}
