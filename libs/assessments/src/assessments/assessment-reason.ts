import { notFound, type Database } from '@countersign/platform';
import {
  distanceInWords,
  isAfterTheFact,
  longDate,
  shortDate,
  type MailRow,
  type Reason,
} from '@countersign/notifications';

interface AssessmentFacts {
  readonly state: string;
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
  readonly answered: number;
  readonly shown: number;
}

const openStates = ['sent', 'opened', 'answering', 'returned'];

/** Locked before the notification: a submission or revocation that committed first always wins. */
export async function assessmentReason(database: Database, row: MailRow): Promise<Reason> {
  const { organisationId } = database;
  const locked = await database.query(
    `select from app.assessment where organisation_id = :organisationId and id = :id for share`,
    { organisationId, id: row.objectId },
  );
  if (locked.length === 0) throw notFound('assessment');
  const assessment = await database.one<AssessmentFacts>(
    `
    select a.state, a.due_on, app.today(a.time_zone) as today, a.organisation_name, a.vendor_name, a.service_name,
      a.contact_name, a.asked_by, a.asked_by_email, a.message, a.returned_message, a.receipt,
      coalesce(p.answered, 0) as answered, coalesce(p.shown, 0) as shown
    from app.assessment a
    left join app.assessment_progress p on p.organisation_id = a.organisation_id and p.assessment_id = a.id
    where a.organisation_id = :organisationId and a.id = :id`,
    { organisationId, id: row.objectId },
  );
  return {
    fallenAway: fallenAway(assessment, row),
    facts: factsOf(assessment),
    path: `/assessments/${row.objectId}`,
    replyTo: { name: assessment.askedBy, address: assessment.askedByEmail },
  };
}

function fallenAway({ state }: AssessmentFacts, { kind }: MailRow): string | null {
  if (state === 'cancelled') return 'The assessment was cancelled.';
  if (isAfterTheFact(kind) || openStates.includes(state)) return null;
  return state === 'draft' ? 'The assessment is not sent.' : 'The questionnaire has been submitted.';
}

function factsOf(assessment: AssessmentFacts): Readonly<Record<string, string>> {
  const { dueOn, today } = assessment;
  const distance = distanceInWords(dueOn, today);
  const past = dueOn < today;
  return {
    organisationName: assessment.organisationName,
    vendorName: assessment.vendorName,
    serviceName: assessment.serviceName,
    contactName: assessment.contactName,
    askerName: assessment.askedBy,
    askerEmail: assessment.askedByEmail,
    message: assessment.message ?? '',
    returnedMessage: assessment.returnedMessage ?? '',
    receipt: assessment.receipt ?? '',
    dueOn: shortDate(dueOn),
    dueOnLong: longDate(dueOn),
    dueWords: past ? `was due on ${shortDate(dueOn)}` : `is due ${distance} (${shortDate(dueOn)})`,
    dueWordsLong: past ? `was due on ${longDate(dueOn)}` : `is due ${distance}, on ${longDate(dueOn)}`,
    answered: assessment.shown > 0 ? String(assessment.answered) : '',
    shown: assessment.shown > 0 ? String(assessment.shown) : '',
    roleReason: 'you own this engagement, lead its owner or answer for vendor risk',
    aboutTitle: `the questionnaire about ${assessment.serviceName} by ${assessment.vendorName}`,
  };
}
