import { Injectable } from '@nestjs/common';
import { addDays, ENDED_STATES, isIsoDate, type IntakeFacts } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Ledger, type MailObjects, Milestones } from '@countersign/notifications';
import {
  Changes,
  Clock,
  conflict,
  Database,
  expression,
  invalid,
  type MemberActor,
  say,
  textList,
} from '@countersign/platform';
import { Questionnaires } from '@countersign/questionnaires';
import { InvitationEntity } from './invitation.entity';
import { AssessmentEntity } from './assessment.entity';
import { AssessmentProgressEntity } from './assessment-progress.entity';
import { assessmentSent } from './assessment-changes';
import type { AlreadyOpen, NewAssessment } from './assessment.dto';

/** Links stay valid this long after the due date: at least as long as the ladder (ACCESS.md, "Invite links"). */
export const GRACE_DAYS = 45;

/** Whoever is mailed a link today has as long to open it as after a due date. */
export const graceFromToday = expression`greatest(grace_until, app.today(time_zone) + ${GRACE_DAYS}::int)`;

interface Subject {
  readonly vendorId: string;
  readonly vendorName: string;
  readonly name: string;
  readonly intake: IntakeFacts;
  readonly state: string;
  readonly vendorState: string;
}

interface Asker {
  readonly organisationName: string;
  readonly timeZone: string;
  readonly email: string;
}

/** A questionnaire, or the questions that were opened since it was submitted. */
export const INVITATIONS = ['assessment-invitation', 'assessment-follow-up'] as const;
export type Invitation = (typeof INVITATIONS)[number];

export function invitationTo(followsId: string | null): Invitation {
  return followsId === null ? 'assessment-invitation' : 'assessment-follow-up';
}

export type FollowUp = Pick<AssessmentEntity, 'followsId' | 'askedQuestions' | 'answeredBefore'>;

/** At which address somebody is asked about what. */
interface Asked {
  readonly engagementId: string;
  readonly to: string;
}

/** One that was given up and begun anew mails about the same. */
export async function sentAbout(database: Database, engagementId: string): Promise<MailObjects> {
  const sent = await database.query<{ id: string }>(
    `select a.id from app.assessment a
     where a.organisation_id = :organisationId and a.engagement_id = :engagementId`,
    { engagementId },
  );
  return { kind: 'assessment', ids: sent.map(({ id }) => id) };
}

/** The mail that a sending starts: the invitation at once, the ladder to the due date later. */
@Injectable()
export class SendingMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly milestones: Milestones,
  ) {}

  async announce(sent: {
    readonly id: string;
    readonly dueOn: string;
    readonly sentOn: string;
    readonly contact: InvitedContact;
    readonly mail: Invitation;
  }): Promise<void> {
    await this.invite({ id: sent.id, mail: sent.mail }, sent.contact, 'invitation');
    await this.remind({ id: sent.id, dueOn: sent.dueOn, startsOn: sent.sentOn, scheduleVersion: 1 });
  }

  /** Of another version than the last: reminders of the former day are withdrawn, those of the new one planned. */
  async remind({
    id,
    dueOn: targetDate,
    startsOn,
    scheduleVersion,
  }: {
    readonly id: string;
    readonly dueOn: string;
    readonly startsOn: string;
    readonly scheduleVersion: number;
  }): Promise<void> {
    await this.milestones.set({
      object: { kind: 'assessment', id },
      ladder: 'assessment-due',
      targetDate,
      startsOn,
      scheduleVersion,
    });
  }

  /** What goes to one address about one engagement counts together, by however many questionnaires. */
  async refuseCrowd({ engagementId, to }: Asked): Promise<void> {
    const objects = { ...(await sentAbout(this.database, engagementId)), to };
    for (const mail of INVITATIONS) await this.ledger.refuseCrowd(objects, mail);
  }

  /** By hand, to somebody who has it already. */
  async inviteAgain(
    {
      id,
      engagementId,
      mail,
    }: { readonly id: string; readonly engagementId: string; readonly mail: Invitation },
    contact: InvitedContact,
  ): Promise<void> {
    await this.refuseCrowd({ engagementId, to: contact.email });
    const { act } = await this.database.one<{ act: string }>('select uuidv7()::text as act');
    await this.invite({ id, mail }, contact, `again:${act}`);
  }

  /** `act` tells one invitation from the next: each mails once. However late it goes, its link must open. */
  async invite(
    { id: assessmentId, mail }: { readonly id: string; readonly mail: Invitation },
    contact: InvitedContact,
    act: string,
  ): Promise<void> {
    await this.database.update(AssessmentEntity, { id: assessmentId }, { graceUntil: graceFromToday });
    await this.ledger.enqueue({
      occasion: `assessment:${assessmentId}:${act}`,
      kind: mail,
      recipient: { address: contact.email, name: contact.name, contactId: contact.id },
      object: { kind: 'assessment', id: assessmentId },
      immediate: true,
    });
  }
}

/** Sends a questionnaire version about an engagement to a contact. */
@Injectable()
export class SendingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly questionnaires: Questionnaires,
    private readonly mail: SendingMail,
    private readonly changes: Changes,
  ) {}

  /** The vendor's side is copied into the assessment, since a respondent reads nothing else of the organisation. */
  send(engagementId: string, assessment: NewAssessment, member: MemberActor): Promise<string> {
    return this.begin(engagementId, assessment, { member, followUp: null });
  }

  async begin(
    engagementId: string,
    assessment: NewAssessment,
    { member, followUp }: { readonly member: MemberActor; readonly followUp: FollowUp | null },
  ): Promise<string> {
    const today = await this.clock.today();
    if (!isIsoDate(assessment.dueOn) || assessment.dueOn <= today) {
      throw invalid([{ field: 'dueOn', message: say('engagement.service.give-a-day-after') }]);
    }
    const subject = await this.requireOpen(engagementId);
    const contact = await this.contact(subject.vendorId, assessment.contactId);
    const asker = await this.asker(member);
    const versionId = await this.versionId(assessment.questionnaireVersionId);
    const { memberId } = member;
    const same =
      followUp === null ? await this.sentJustNow(engagementId, { ...assessment, versionId, memberId }) : null;
    if (same !== null) return same;
    const second =
      followUp === null ? await this.confirmSecond(engagementId, versionId, assessment.confirmed) : {};
    await this.mail.refuseCrowd({ engagementId, to: contact.email });
    const { id } = await this.database.insert(
      AssessmentEntity,
      {
        engagementId,
        questionnaireVersionId: versionId,
        contactId: assessment.contactId,
        state: 'sent',
        dueOn: assessment.dueOn,
        graceUntil: addDays(assessment.dueOn, GRACE_DAYS),
        facts: subject.intake,
        message: assessment.message,
        organisationName: asker.organisationName,
        timeZone: asker.timeZone,
        vendorName: subject.vendorName,
        serviceName: subject.name,
        contactName: contact.name,
        askedById: member.memberId,
        askedBy: member.name,
        askedByEmail: asker.email,
        sentAt: expression`app.now()`,
        // Its own questions are settled already, by the answers before.
        elsewhere: followUp === null ? [] : null,
        ...followUp,
      },
      ['id'],
    );
    await this.prepareAnswering(id, assessment.contactId);
    await this.audit.record({
      what: 'assessment.sent',
      object: { kind: 'assessment', id },
      after: {
        engagementId,
        versionId,
        contactId: assessment.contactId,
        dueOn: assessment.dueOn,
        ...second,
        ...(followUp !== null && { follows: followUp.followsId, questions: followUp.askedQuestions }),
      },
    });
    const mail = invitationTo(followUp?.followsId ?? null);
    await this.mail.announce({ id, dueOn: assessment.dueOn, sentOn: today, contact, mail });
    this.changes.note(assessmentSent({ assessmentId: id, engagementId }));
    return id;
  }

  /** A click that was repeated, or a request that a bad line sent twice, is one sending. */
  private async sentJustNow(
    engagementId: string,
    wanted: NewAssessment & { readonly versionId: string; readonly memberId: string },
  ): Promise<string | null> {
    const { contactId, dueOn, message, versionId, memberId } = wanted;
    const same = await this.database.query<{ id: string }>(
      `
      select a.id
      from app.assessment a
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.questionnaire_version_id = :versionId and a.contact_id = :contactId and a.asked_by_id = :memberId
        and a.due_on = :dueOn and a.message is not distinct from :message
        and a.state = 'sent' and a.sent_at > app.now() - interval '1 minute'
      limit 1`,
      {
        engagementId,
        versionId,
        contactId,
        memberId,
        dueOn,
        message,
      },
    );
    return same[0]?.id ?? null;
  }

  /**
   * For the trail, why a second one goes out where one is open. Whoever sends holds the engagement's row: of two at once
   * the later one meets the first.
   */
  async confirmSecond(
    engagementId: string,
    versionId: string,
    confirmed: string | null,
  ): Promise<{ readonly confirmed?: string }> {
    const [open] = await this.database.query<AlreadyOpen>(
      `
      select a.id as assessment_id, a.state, a.due_on, a.contact_name
      from app.questionnaire_version v
      join app.questionnaire_version w
        on w.organisation_id = v.organisation_id and w.questionnaire_id = v.questionnaire_id
      join app.assessment a on a.organisation_id = w.organisation_id and a.questionnaire_version_id = w.id
      where v.organisation_id = :organisationId and v.id = :versionId and a.engagement_id = :engagementId
        and a.follows_id is null and a.state not in (${textList(ENDED_STATES)})
      order by a.created_at, a.id
      limit 1`,
      { engagementId, versionId },
    );
    if (open === undefined) return {};
    if (confirmed !== null && confirmed !== '') return { confirmed };
    const { contactName: name, dueOn } = open;
    throw conflict('already-open', say('refusal.already-open', { name, dueOn }), { ...open });
  }

  private async versionId(wanted: string | null): Promise<string> {
    if (wanted !== null) return this.questionnaires.ownVersionId(wanted);
    const byDefault = await this.questionnaires.defaultVersionId();
    if (byDefault === null) throw conflict('no-questionnaire', say('refusal.no-questionnaire'));
    return byDefault;
  }

  private async prepareAnswering(assessmentId: string, contactId: string): Promise<void> {
    const staleSince = expression`clock_timestamp()`;
    await this.database.insert(AssessmentProgressEntity, { assessmentId, staleSince });
    await this.database.insert(InvitationEntity, { assessmentId, contactId });
  }

  /** Locked: whatever is sent about it at once waits. */
  async requireOpen(engagementId: string): Promise<Subject> {
    const subject = await this.database.one<Subject>(
      `select e.vendor_id, v.name as vendor_name, v.state as vendor_state, e.name, e.intake, e.state
       from app.engagement e
       join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
       where e.organisation_id = :organisationId and e.id = :engagementId
       for no key update of e for share of v`,
      { engagementId },
      'engagement',
    );
    if (subject.vendorState === 'archived') throw conflict('vendor-archived');
    if (subject.state === 'ended')
      throw conflict('engagement-ended', say('sending.service.this-engagement-has-ended'));
    return subject;
  }

  private async contact(vendorId: string, contactId: string): Promise<InvitedContact> {
    const contact = await this.database.maybeOne<InvitedContact>(
      `select c.id, c.name, c.email from app.contact c
       where c.organisation_id = :organisationId
         and c.id = :contactId and c.vendor_id = :vendorId and c.active
       for share`,
      { contactId, vendorId },
    );
    if (contact === null)
      throw invalid([{ field: 'contactId', message: say('sending.service.choose-an-active-contact') }]);
    return contact;
  }

  private asker(member: MemberActor): Promise<Asker> {
    return this.database.one<Asker>(
      `select o.name as organisation_name, o.time_zone, m.email
       from app.member m
       join app.organisation o on o.organisation_id = m.organisation_id
       where m.organisation_id = :organisationId and m.id = :memberId`,
      { memberId: member.memberId },
      'member',
    );
  }
}

export interface InvitedContact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
