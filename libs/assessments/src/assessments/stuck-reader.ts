import { Injectable } from '@nestjs/common';
import { Database, inWords, say, type Words } from '@countersign/platform';

interface Standing {
  readonly state: string;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly superseded: boolean;
  readonly noQuestionsLeft: boolean;
  readonly contactName: string;
  readonly openedAt: string | null;
  readonly submittedOn: string | null;
  readonly closedOn: string | null;
  readonly reviewerName: string | null;
  readonly answered: number;
  readonly shown: number;
  readonly mailState: string | null;
  readonly mailReason: Words | null;
  readonly mailAddress: string | null;
  readonly addressSuppressed: boolean;
  readonly mailedOn: string | null;
}

/** One line that says what an assessment waits for, and on whom. */
@Injectable()
export class StuckReader {
  constructor(private readonly database: Database) {}

  async whyStuck(assessmentId: string): Promise<string> {
    return inWords(wordsOf(await this.standing(assessmentId)));
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
        (n.sent_at at time zone o.time_zone)::date as mailed_on,
        coalesce(u.cancelled_reason is null and not u.no_questions_left, false) as superseded,
        coalesce(u.no_questions_left, false) as no_questions_left
      from app.assessment a
      join app.organisation o on o.organisation_id = a.organisation_id
      left join app.assessment_outcome u on u.organisation_id = a.organisation_id and u.assessment_id = a.id
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

function wordsOf(standing: Standing): Words {
  switch (standing.state) {
    case 'draft':
      return say('stuck.draft');
    case 'cancelled':
      if (standing.noQuestionsLeft) return say('stuck.cancelled-no-questions-left');
      return standing.superseded ? say('stuck.cancelled-superseded') : say('stuck.cancelled');
    case 'declined':
      return say('stuck.declined', { name: standing.contactName });
    case 'closed':
      return standing.closedOn === null
        ? say('stuck.closed')
        : say('stuck.closed-on', { closedOn: standing.closedOn });
    case 'submitted':
    case 'in-review':
      return waitingForReview(standing);
    default:
      return mailTrouble(standing) ?? waitingForVendor(standing);
  }
}

function waitingForReview({ reviewerName, submittedOn }: Standing): Words {
  const reviewer = reviewerName ?? say('stuck.a-reviewer');
  return submittedOn === null
    ? say('stuck.review', { reviewer })
    : say('stuck.review-since', { reviewer, submittedOn });
}

function mailTrouble({ mailState, mailReason, mailAddress, addressSuppressed }: Standing): Words | null {
  const address = mailAddress ?? '';
  const reason = mailReason ?? say('stuck.no-reason');
  switch (mailState) {
    case null:
      return say('stuck.no-mail');
    case 'suppressed':
      return addressSuppressed
        ? say('stuck.bounced', { address })
        : say('stuck.not-delivered', { address, reason });
    case 'let-go':
      return say('stuck.let-go', { address, reason: mailReason ?? say('stuck.operator') });
    case 'failed':
      return say('stuck.failed', { address, reason });
    case 'pending':
      return mailReason === null
        ? say('stuck.pending', { address })
        : say('stuck.pending-because', { address, reason: mailReason });
    default:
      return null;
  }
}

function waitingForVendor(standing: Standing): Words {
  const { dueOn, overdue } = standing;
  const waits = progressOf(standing);
  return overdue ? say('stuck.late', { waits, dueOn }) : waits;
}

function progressOf({ contactName: name, openedAt, mailedOn, answered, shown }: Standing): Words {
  if (openedAt === null) {
    return mailedOn === null
      ? say('stuck.unopened', { name })
      : say('stuck.unopened-since', { name, mailedOn });
  }
  return shown === 0 ? say('stuck.opened', { name }) : say('stuck.answering', { name, answered, shown });
}
