import { Injectable } from '@nestjs/common';
import { longDate } from '@countersign/notifications';
import { Database } from '@countersign/platform';

interface Standing {
  readonly state: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly contactName: string;
  readonly openedAt: string | null;
  readonly submittedOn: string | null;
  readonly closedOn: string | null;
  readonly reviewerName: string | null;
  readonly answered: number;
  readonly shown: number;
  readonly mailState: string | null;
  readonly mailReason: string | null;
  readonly mailAddress: string | null;
  readonly addressSuppressed: boolean;
  readonly mailedOn: string | null;
}

/** One line that says what an assessment waits for, and on whom. */
@Injectable()
export class StuckReader {
  constructor(private readonly database: Database) {}

  async whyStuck(assessmentId: string): Promise<string> {
    return sentenceOf(await this.standing(assessmentId));
  }

  private standing(assessmentId: string): Promise<Standing> {
    return this.database.one<Standing>(
      `
      select a.state, a.due_on, a.due_on < app.today(o.time_zone) as overdue, a.contact_name, a.opened_at,
        (a.submitted_at at time zone o.time_zone)::date as submitted_on,
        (a.closed_at at time zone o.time_zone)::date as closed_on,
        r.name as reviewer_name, coalesce(p.answered, 0) as answered, coalesce(p.shown, 0) as shown,
        n.state as mail_state, n.reason as mail_reason, n.recipient as mail_address,
        exists (
          select from app.suppressed_address s
          where s.organisation_id = a.organisation_id and s.address = n.recipient) as address_suppressed,
        (n.sent_at at time zone o.time_zone)::date as mailed_on
      from app.assessment a
      join app.organisation o on o.organisation_id = a.organisation_id
      left join app.assessment_progress p on p.organisation_id = a.organisation_id and p.assessment_id = a.id
      left join app.member r on r.organisation_id = a.organisation_id and r.id = a.reviewer_id
      left join lateral (
        select n.state, n.reason, n.recipient, n.sent_at
        from app.notification n
        where n.organisation_id = a.organisation_id and n.object_kind = 'assessment' and n.object_id = a.id
          and n.contact_id is not null and n.due_at <= app.now() and n.state <> 'superseded'
        order by n.due_at desc, n.id desc
        limit 1) n on true
      where a.organisation_id = :organisationId and a.id = :assessmentId`,
      { organisationId: this.database.organisationId, assessmentId },
      'assessment',
    );
  }
}

function sentenceOf(standing: Standing): string {
  switch (standing.state) {
    case 'draft':
      return 'It has not been sent.';
    case 'cancelled':
      return 'It was cancelled.';
    case 'closed':
      return standing.closedOn === null
        ? 'It is closed.'
        : `It was closed on ${longDate(standing.closedOn)}.`;
    case 'submitted':
    case 'in-review':
      return waitingForReview(standing);
    default:
      return mailTrouble(standing) ?? waitingForVendor(standing);
  }
}

function waitingForReview({ reviewerName, submittedOn }: Standing): string {
  const since = submittedOn === null ? '' : ` since ${longDate(submittedOn)}`;
  return `Waiting for ${reviewerName ?? 'a reviewer'}${since}.`;
}

function mailTrouble({ mailState, mailReason, mailAddress, addressSuppressed }: Standing): string | null {
  switch (mailState) {
    case null:
      return 'No mail was sent to the vendor.';
    case 'suppressed':
      return addressSuppressed
        ? `The mail bounced: ${mailAddress} does not exist. Send to another contact, or ask an administrator to free the address.`
        : `The last mail to ${mailAddress} was not delivered: ${mailReason ?? 'no reason is known'}. Mail to this address is no longer held back: send it again.`;
    case 'let-go':
      return `The last mail to ${mailAddress} was not sent. ${mailReason ?? 'Whoever operates Countersign let it go.'} Send it again if it is missed.`;
    case 'failed':
      return `The mail to ${mailAddress} could not be delivered: ${mailReason ?? 'no reason is known'}`;
    case 'pending':
      return mailReason === null
        ? `The mail to ${mailAddress} has not been sent yet.`
        : `The mail to ${mailAddress} has not been sent yet. ${mailReason}`;
    default:
      return null;
  }
}

function waitingForVendor(standing: Standing): string {
  const { contactName, openedAt, mailedOn, answered, shown, dueOn, overdue } = standing;
  const late = overdue ? ` It was due on ${longDate(dueOn)}.` : '';
  if (openedAt === null) {
    const since = mailedOn === null ? '' : ` since the mail of ${longDate(mailedOn)}`;
    return `${contactName} has not opened the link${since}.${late}`;
  }
  if (shown === 0) return `${contactName} has opened the questionnaire and answered nothing yet.${late}`;
  return `${contactName} is answering: ${answered} of ${shown} questions.${late}`;
}
