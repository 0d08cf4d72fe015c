import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FactText } from '@countersign/content';
import { type AssessmentState, isAnswerable, LADDERS } from '@countersign/domain';
import {
  daysAway,
  MailSubjects,
  shippedMails,
  type MailFacts,
  type MailLadder,
  type MailPeople,
  type MailRow,
  type MailRule,
  type MailSubject,
  type Reason,
  holdForMail,
} from '@countersign/notifications';
import { Config, Database, say, type Words } from '@countersign/platform';
import type { TimeToAnswer } from '@countersign/questionnaires';
import { CODE_MINUTES, InvitationCodes } from './invitation-codes';
import { InvitationLink } from './invitation-link';
import { ReceiptCopy } from './receipt-copy';
import { INVITATIONS } from './sending.service';
import { ASKED_COLUMNS, referenceOf, WhatIsAskedReader, type AskedRow } from './what-is-asked';

interface AssessmentFacts extends AskedRow {
  readonly id: string;
  readonly state: AssessmentState;
  readonly dueOn: string;
  readonly today: string;
  readonly organisationName: string;
  readonly vendorName: string;
  readonly serviceName: string;
  readonly contactName: string;
  readonly askedBy: string;
  readonly askedByEmail: string;
  readonly message: string | null;
  readonly returnedMessage: string | null;
  readonly receipt: string | null;
  readonly scheduleVersion: number;
  readonly answered: number;
  readonly shown: number;
  /** Of a follow-up; 0 of a questionnaire in full. */
  readonly questions: number;
}

/** Of a delegated part, as far as the database can tell: `p` is a question of it, `a` its assessment. */
const STILL_TO_ANSWER = `case
  when a.returned_in_part then exists (
    select from app.returned_question q
    where q.organisation_id = a.organisation_id and q.assessment_id = a.id and q.round = a.return_round
      and '#' || q.question = p and q.kept_because is null
      and not exists (select from app.answer_revision r
        where r.organisation_id = q.organisation_id and r.assessment_id = q.assessment_id
          and r.question = q.question and r.revision > q.revision))
  else not exists (
    select from app.answer_revision r
    where r.organisation_id = a.organisation_id and r.assessment_id = a.id and '#' || r.question = p)
  end`;

/** The questionnaire that a vendor answers: invitation, reminders, receipt, and what its owner is told. */
@Injectable()
export class AssessmentMailSubject implements MailSubject, OnModuleInit {
  readonly objectKind = 'assessment';
  readonly mails: Readonly<Record<string, MailRule>>;
  readonly ladders: Readonly<Record<string, MailLadder>> = {
    'assessment-due': {
      variants: { standard: LADDERS['assessment-due'] },
      mailOn: (_rung, to) => (to === 'contacts' ? 'assessment-reminder' : 'assessment-overdue-owner'),
    },
  };
  readonly shownToReadersOfVendors = true;
  readonly people: MailPeople = {
    fallbackRole: 'risk',
    owners: `
      select a.id as object_id, e.owner_id
      from app.assessment a
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      where a.organisation_id = :organisationId`,
    contacts: `
      select a.id as object_id, 'lead-contact' as who, a.contact_id
      from app.assessment a
      where a.organisation_id = :organisationId
      union all
      select i.assessment_id, 'delegates', i.contact_id
      from app.invitation i
      join app.assessment a on a.organisation_id = i.organisation_id and a.id = i.assessment_id
      where i.organisation_id = :organisationId and i.sections is not null and i.revoked_at is null
        and (not exists (select from unnest(i.sections) p where p like '#%')
          or exists (select from unnest(i.sections) p where p like '#%' and ${STILL_TO_ANSWER}))`,
  };

  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
    private readonly asked: WhatIsAskedReader,
    private readonly config: Config,
    link: InvitationLink,
    code: InvitationCodes,
    receiptCopy: ReceiptCopy,
  ) {
    this.mails = shippedMails({
      'assessment-invitation': { link },
      'assessment-follow-up': { link },
      'assessment-reminder': { link },
      'assessment-due-changed': { link },
      'assessment-cancelled': { afterTheFact: true },
      'assessment-brought-back': { link },
      'assessment-asked-again': { link },
      'assessment-stands-again': { afterTheFact: true },
      'assessment-returned': { link },
      'assessment-overdue-owner': {},
      'assessment-receipt': { afterTheFact: true, attachment: receiptCopy },
      'assessment-submitted-notice': { afterTheFact: true },
      'assessment-code': { code, afterTheFact: true },
      'assessment-fresh-link': { link, afterTheFact: true },
      'assessment-passing-on-waits': {},
      'assessment-passed-on-notice': { afterTheFact: true },
      'assessment-passed-on': { afterTheFact: true },
      'assessment-passing-on-refused': { link },
      'assessment-delegated': { link },
      'assessment-delegated-notice': { afterTheFact: true },
      'assessment-delegation-told': { link },
      'assessment-delegation-waits': {},
      'assessment-delegation-refused': { link },
      'assessment-delegation-ended': { afterTheFact: true },
      'assessment-declined-notice': { afterTheFact: true },
      'assessment-declined-receipt': { afterTheFact: true },
      'assessment-taken-up-notice': { afterTheFact: true },
    });
  }

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async reason(row: MailRow): Promise<Reason> {
    const assessment = await this.lockedFacts(row.objectId);
    return {
      fallenAway: fallenAway(assessment, row),
      facts: {
        ...factsOf(assessment),
        ...(await this.asking(row, assessment)),
        siteAddress: new URL(this.config.publicUrl).origin,
      },
      path: `/assessments/${row.objectId}`,
      replyTo: { name: assessment.askedBy, address: assessment.askedByEmail },
    };
  }

  /** Why, how much and about which data: told where somebody is asked first, and nowhere again. */
  private async asking({ kind }: MailRow, assessment: AssessmentFacts): Promise<MailFacts> {
    if (!INVITATIONS.some((invitation) => invitation === kind)) return {};
    const { takes, law, dataElements } = await this.asked.of(assessment);
    return {
      law: law ?? '',
      dataNamed:
        dataElements.length === 0
          ? ''
          : dataElements.map((element) => say(`fact.dataElements.${element}` as FactText)),
      questionsAtStart: takes === null ? '' : takes.questions,
      takes: takes === null ? '' : timeInWords(takes),
    };
  }

  /** A submission or revocation that committed first always wins. */
  private async lockedFacts(id: string): Promise<AssessmentFacts> {
    const held = await holdForMail(this.database, 'assessment', id);
    return this.database.one<AssessmentFacts>(
      `
      select a.id, a.state, a.due_on, ${ASKED_COLUMNS}, a.organisation_name, a.vendor_name, a.service_name,
        a.contact_name, a.asked_by, a.asked_by_email, a.message, a.returned_message, a.receipt,
        a.schedule_version,
        coalesce(p.answered, 0) as answered, coalesce(p.shown, 0) as shown,
        coalesce(cardinality(a.asked_questions), 0) as questions
      from app.assessment a
      left join app.assessment_progress p on p.organisation_id = a.organisation_id and p.assessment_id = a.id
      where a.organisation_id = :organisationId and a.id = :id`,
      held,
    );
  }
}

function fallenAway(
  { state, scheduleVersion }: AssessmentFacts,
  { kind, mail: { afterTheFact }, payload }: MailRow,
): Words | null {
  if (kind === 'assessment-cancelled') return state === 'cancelled' ? null : say('mail-reason.brought-back');
  if (state === 'cancelled') return say('mail-reason.cancelled');
  if (kind === 'assessment-due-changed' && payload['scheduleVersion'] !== scheduleVersion)
    return say('mail-reason.date-changed');
  if (afterTheFact || isAnswerable(state)) return null;
  if (state === 'declined') return say('mail-reason.declined');
  return state === 'draft' ? say('mail-reason.not-sent') : say('mail-reason.submitted');
}

function factsOf(assessment: AssessmentFacts): MailFacts {
  const { dueOn, today, serviceName, vendorName } = assessment;
  const distance = daysAway(dueOn, today);
  const past = dueOn < today;
  return {
    organisationName: assessment.organisationName,
    vendorName,
    serviceName,
    contactName: assessment.contactName,
    askerName: assessment.askedBy,
    askerEmail: assessment.askedByEmail,
    reference: referenceOf(assessment.id),
    message: assessment.message ?? '',
    returnedMessage: assessment.returnedMessage ?? '',
    declinedBy: '',
    declinedScope: '',
    declinedBecause: '',
    returnedCount: '',
    returnedQuestions: '',
    receipt: assessment.receipt ?? '',
    attachment: '',
    submittedBy: '',
    submittedAt: '',
    law: '',
    dataNamed: '',
    questionsAtStart: '',
    takes: '',
    minutes: CODE_MINUTES,
    dueOn,
    dueWords: past ? say('due.past', { dueOn }) : say('due.ahead', { distance, dueOn }),
    dueWordsLong: past ? say('due.past-in-full', { dueOn }) : say('due.ahead-in-full', { distance, dueOn }),
    answered: assessment.shown > 0 ? assessment.answered : '',
    shown: assessment.shown > 0 ? assessment.shown : '',
    questions: assessment.questions,
    roleReason: say('role.assessment'),
    aboutTitle: say('about.assessment', { serviceName, vendorName, questions: assessment.questions }),
  };
}

function timeInWords({ least, most }: TimeToAnswer): Words {
  if (most <= 60) return say('takes.minutes', { least, most, same: least === most ? 'yes' : 'no' });
  const [from, to] = [least / 60, most / 60];
  return say('takes.hours', { from, to, same: from === to ? 'yes' : 'no' });
}
