import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LADDERS } from '@countersign/domain';
import {
  distanceInWords,
  longDate,
  MailSubjects,
  shippedMails,
  shortDate,
  type MailLadder,
  type MailPeople,
  type MailRow,
  type MailRule,
  type MailSubject,
  type Reason,
} from '@countersign/notifications';
import { Database, notFound } from '@countersign/platform';

interface ContractFacts {
  readonly title: string;
  readonly vendorName: string;
  readonly organisationName: string;
  readonly today: string;
  readonly lastDay: string | null;
  readonly sendFrom: string | null;
  readonly lastNoticeDay: string | null;
  readonly lastSendDay: string | null;
  readonly renewsUntil: string | null;
  readonly hasTerm: boolean;
  readonly decision: 'renew' | 'renegotiate' | 'end' | null;
  readonly noticeRecorded: boolean;
}

/** A term that somebody has to decide about: its notice date, and the day its window opens. */
@Injectable()
export class ContractMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'contract';
  readonly mails = shippedMails({
    'contract-reminder': {},
    'contract-closed': {},
    'contract-window-open': {},
  });
  readonly ladders: Readonly<Record<string, MailLadder>> = {
    contract: {
      variants: { standard: LADDERS.contract, short: LADDERS['contract-short'] },
      mailOn: ({ offsetDays }) => (offsetDays > 0 ? 'contract-closed' : 'contract-reminder'),
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
      fallenAway: fallenAway(contract, row.mail),
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
        t.number is not null as has_term, t.last_day, t.send_from, t.last_notice_day, t.last_send_day,
        next.last_day as renews_until, d.decision,
        exists (
          select from app.notice_record r
          where r.organisation_id = c.organisation_id and r.contract_id = c.id and r.term_number = :part
        ) as notice_recorded
      from app.contract c
      join app.organisation o on o.organisation_id = c.organisation_id
      join app.vendor v on v.organisation_id = c.organisation_id and v.id = c.vendor_id
      left join app.contract_term t
        on t.organisation_id = c.organisation_id and t.contract_id = c.id and t.number = :part
      left join app.contract_term next
        on next.organisation_id = c.organisation_id and next.contract_id = c.id and next.number = :part + 1
      left join app.contract_decision d on d.organisation_id = c.organisation_id and d.contract_id = c.id
        and d.term_number = :part and d.withdrawn_at is null
      where c.organisation_id = :organisationId and c.id = :id`,
      { organisationId, id, part },
    );
  }
}

function fallenAway(contract: ContractFacts, { afterTheFact }: MailRule): string | null {
  if (afterTheFact) return null;
  if (!contract.hasTerm) return 'The contract no longer has this term.';
  if (contract.decision === 'renew') return 'It was decided to renew.';
  if (contract.noticeRecorded) return 'The notice was sent.';
  return null;
}

/** A renewal stops the ladder; these two do not, and the mail says why it still comes. */
const decisionsThatLeaveWork: Readonly<Record<NonNullable<ContractFacts['decision']>, string>> = {
  end: 'It was decided to end this contract, but no notice is recorded as sent.',
  renegotiate: 'It was decided to renegotiate. That alone stops neither the date nor the renewal.',
  renew: '',
};

function factsOf(contract: ContractFacts): Readonly<Record<string, string>> {
  const { lastDay, lastNoticeDay, lastSendDay, renewsUntil, today } = contract;
  const deadline = lastSendDay ?? lastDay;
  return {
    organisationName: contract.organisationName,
    contractTitle: contract.title,
    vendorName: contract.vendorName,
    deadlinePurpose: lastSendDay === null ? 'decide' : 'send a notice',
    sendDay: deadline === null ? '' : shortDate(deadline),
    sendDayLong: deadline === null ? '' : longDate(deadline),
    sendDayWords: deadline === null ? '' : `last day to act ${distanceInWords(deadline, today)}`,
    noticeDayLong: lastNoticeDay === null ? '' : longDate(lastNoticeDay),
    lastDayLong: lastDay === null ? '' : longDate(lastDay),
    renewsUntilLong: renewsUntil === null ? '' : longDate(renewsUntil),
    sendFrom: contract.sendFrom === null ? '' : shortDate(contract.sendFrom),
    sendFromLong: contract.sendFrom === null ? '' : longDate(contract.sendFrom),
    standingDecision: contract.decision === null ? '' : decisionsThatLeaveWork[contract.decision],
    stillUndecided:
      contract.decision === null
        ? 'Record the decision, so that everybody knows and these reminders stop.'
        : '',
    roleReason: 'you own this contract, lead its owner or look after contracts',
    aboutTitle: `the contract ${contract.title} with ${contract.vendorName}`,
  };
}
