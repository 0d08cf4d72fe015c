import { Injectable } from '@nestjs/common';
import { ANSWERABLE_STATES, type AssessmentState, isAnswerable } from '@countersign/domain';
import { AssessmentEntity, HandingOver } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import {
  conflict,
  Database,
  expression,
  invalid,
  type RespondentActor,
  say,
  textList,
  type Problem,
} from '@countersign/platform';
import { ContactEntity } from '../contact.entity';
import { FREE_MAIL_HOSTS } from '../free-mail-hosts';
import type {
  DecidedPassingOn,
  OwnPassingOn,
  PassedOn,
  PassingOnShown,
  PassOn,
  WaitingPassingOn,
} from './passing-on.dto';
import { PassingOnEntity } from './passing-on.entity';
import { PassingOnMail } from './passing-on-mail';

interface Passed {
  readonly id: string;
  readonly engagementId: string;
  readonly vendorId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly invitationId: string;
}

interface Successor {
  readonly name: string;
  readonly email: string;
}

type ZonedDecision = DecidedPassingOn & { readonly toName: string; readonly zone: string };

type By = { readonly kind: 'respondent'; readonly id: string; readonly name: string } | null;

/** A questionnaire that came to the wrong person goes to the right one: at once within the contact's mail domain, else once procurement agrees. */
@Injectable()
export class PassingOn {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly handingOver: HandingOver,
    private readonly mail: PassingOnMail,
  ) {}

  async ofOwn({ assessmentId, sessionHash }: RespondentActor): Promise<OwnPassingOn> {
    await this.database.continueAsJob('passing-on');
    return this.database.one<OwnPassingOn>(
      `
      select g.proved_at is null as code_needed, p.to_name as waits_for
      from app.respondent_grant g
      left join app.passing_on p on p.organisation_id = g.organisation_id and p.assessment_id = g.assessment_id
        and p.invitation_id = g.invitation_id and p.state = 'waiting'
      where g.organisation_id = :organisationId and g.session_hash = :sessionHash and g.assessment_id = :assessmentId`,
      { sessionHash, assessmentId },
    );
  }

  /** As the organisation, for a contact whose code was just looked at. */
  async pass({ assessmentId, contactId }: RespondentActor, wanted: PassOn): Promise<PassedOn> {
    const passed = await this.locked(assessmentId);
    if (passed.contactId !== contactId) throw conflict('passes-on-in-part');
    if (!isAnswerable(passed.state)) throw conflict('assessment-closed', say('refusal.assessment-closed'));
    if (wanted.email === passed.contactEmail)
      throw invalid([{ field: 'email', message: say('passing-on.somebody-else') }]);
    if ((await this.waiting(assessmentId)).waiting !== null) throw conflict('passing-on-waits');
    const by = { kind: 'respondent', id: contactId, name: passed.contactName } as const;
    const { name: toName, email: toEmail } = wanted;
    const state = (await this.mayDecide(passed, toEmail)) ? 'passed' : 'waiting';
    await this.database.insert(PassingOnEntity, {
      assessmentId,
      invitationId: passed.invitationId,
      byName: passed.contactName,
      toName,
      toEmail,
      note: wanted.note,
      state,
      decidedAt: state === 'passed' ? expression`app.now()` : null,
      decidedBy: null,
      decidedBecause: null,
    });
    await this.audit.record({
      what: 'assessment.passing-on-asked',
      object: { kind: 'assessment', id: assessmentId },
      after: { name: toName, email: toEmail, note: wanted.note },
      by,
    });
    if (state === 'passed') await this.hand(passed, { name: toName, email: toEmail }, by);
    await this.mail.asked(assessmentId, state, {
      passedBy: passed.contactName,
      passedTo: toName,
      passedToEmail: toEmail,
      passingNote: wanted.note ?? '',
    });
    if (state === 'passed') await this.mail.confirm(passed, 'assessment-passed-on', { passedTo: toName });
    return { state };
  }

  async waiting(assessmentId: string): Promise<PassingOnShown> {
    const found = await this.database.one<{
      readonly [K in keyof WaitingPassingOn]: WaitingPassingOn[K] | null;
    }>(
      `
      select p.id, p.by_name, p.to_name, p.to_email, p.note, p.asked_at
      from app.assessment a
      left join app.invitation i on i.organisation_id = a.organisation_id and i.assessment_id = a.id
        and i.contact_id = a.contact_id and a.state in (${textList(ANSWERABLE_STATES)})
      left join app.passing_on p on p.organisation_id = i.organisation_id and p.invitation_id = i.id
        and p.state = 'waiting'
      where a.organisation_id = :organisationId and a.id = :assessmentId
      order by p.id limit 1`,
      { assessmentId },
      'assessment',
    );
    return { waiting: found.id === null ? null : (found as WaitingPassingOn) };
  }

  async agree(assessmentId: string, id: string, memberName: string): Promise<void> {
    const passed = await this.locked(assessmentId);
    const asked = await this.decide(assessmentId, id, { state: 'passed', decidedBy: memberName });
    await this.hand(passed, { name: asked.toName, email: asked.toEmail }, null);
    await this.mail.confirm(passed, 'assessment-passed-on', { passedTo: asked.toName });
  }

  async refuse(
    assessmentId: string,
    id: string,
    { because, memberName }: { readonly because: string; readonly memberName: string },
  ): Promise<void> {
    const passed = await this.locked(assessmentId);
    const asked = await this.decide(assessmentId, id, {
      state: 'refused',
      decidedBy: memberName,
      decidedBecause: because,
    });
    await this.audit.record({
      what: 'assessment.passing-on-refused',
      object: { kind: 'assessment', id: assessmentId },
      after: { name: asked.toName, email: asked.toEmail, reason: because },
    });
    await this.mail.confirm(passed, 'assessment-passing-on-refused', {
      passedTo: asked.toName,
      refusedBecause: because,
    });
  }

  /** Of two who decide at once the second is told what was decided, by whom and when. */
  private async decide(
    assessmentId: string,
    id: string,
    decision: Pick<PassingOnEntity, 'state' | 'decidedBy'> & { readonly decidedBecause?: string },
  ): Promise<Pick<PassingOnEntity, 'toName' | 'toEmail'>> {
    const [asked] = await this.database.update(
      PassingOnEntity,
      { id, assessmentId, state: 'waiting' },
      { ...decision, decidedAt: expression`app.now()` },
      ['toName', 'toEmail'],
    );
    if (asked === undefined) throw decidedMeanwhile(await this.decided(assessmentId, id));
    await this.mail.askNoMore(assessmentId);
    return asked;
  }

  private decided(assessmentId: string, id: string): Promise<ZonedDecision> {
    return this.database.one<ZonedDecision>(
      `select p.state as outcome, p.to_name, p.decided_by as by, p.decided_because as because, p.decided_at as at,
         a.time_zone as zone
       from app.passing_on p
       join app.assessment a on a.organisation_id = p.organisation_id and a.id = p.assessment_id
       where p.organisation_id = :organisationId and p.assessment_id = :assessmentId and p.id = :id`,
      { assessmentId, id },
      'passing-on',
    );
  }

  /** Within the domain of the address that was invited; where anybody has a mailbox, a domain says nothing. */
  private async mayDecide({ vendorId, contactEmail }: Passed, email: string): Promise<boolean> {
    const [own, other] = [hostOf(contactEmail), hostOf(email)];
    if (own !== other || (FREE_MAIL_HOSTS as readonly string[]).includes(own)) return false;
    const known = await this.known(vendorId, email);
    return known === null || known.active;
  }

  private known(vendorId: string, email: string): Promise<ContactEntity | null> {
    return this.database.maybeOne<ContactEntity>(
      `select c.* from app.contact c
       where c.organisation_id = :organisationId and c.vendor_id = :vendorId and c.email = :email
       for no key update`,
      { vendorId, email },
    );
  }

  private async hand(passed: Passed, { name, email }: Successor, by: By): Promise<void> {
    const to = await this.successor(passed.vendorId, { name, email }, by);
    const { id, contactId, contactName } = passed;
    await this.database.update(
      AssessmentEntity,
      { id },
      { contactId: to.id, contactName: to.name, revision: expression`revision + 1` },
    );
    await this.audit.record({
      what: 'assessment.contact-replaced',
      object: { kind: 'assessment', id },
      before: { contactId, name: contactName },
      after: { contactId: to.id, name: to.name },
      ...(by !== null && { by }),
    });
    await this.handingOver.handOverOne(passed, contactId, to);
  }

  private async bringBack({ id, vendorId, name }: ContactEntity, by: By): Promise<void> {
    await this.database.update(ContactEntity, { id }, { active: true, revision: expression`revision + 1` });
    await this.audit.record({
      what: 'contact.brought-back',
      object: { kind: 'vendor', id: vendorId },
      before: { contactId: id, name, active: false },
      after: { contactId: id, name, active: true },
      ...(by !== null && { by }),
    });
  }

  private async successor(
    vendorId: string,
    { name, email }: Successor,
    by: By,
  ): Promise<Pick<ContactEntity, 'id' | 'name' | 'email'>> {
    const known = await this.known(vendorId, email);
    if (known !== null) {
      if (!known.active) await this.bringBack(known, by);
      return known;
    }
    const added = await this.database.insert(ContactEntity, { vendorId, name, email, title: null }, [
      'id',
      'name',
      'email',
    ]);
    await this.audit.record({
      what: 'contact.created',
      object: { kind: 'vendor', id: vendorId },
      after: { contactId: added.id, name, email },
      ...(by !== null && { by }),
    });
    return added;
  }

  private locked(id: string): Promise<Passed> {
    return this.database.one<Passed>(
      `
      select a.id, a.engagement_id, e.vendor_id, a.state, a.follows_id, c.id as contact_id, c.name as contact_name,
        c.email as contact_email, i.id as invitation_id
      from app.assessment a
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
      join app.invitation i on i.organisation_id = a.organisation_id and i.assessment_id = a.id
        and i.contact_id = a.contact_id
      where a.organisation_id = :organisationId and a.id = :id
      for update of a`,
      { id },
      'assessment',
    );
  }
}

function hostOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function decidedMeanwhile({ toName, zone, ...decided }: ZonedDecision): Problem {
  const { outcome, by, at } = decided;
  const words = { outcome, by: by ?? '', toName, at: { at, zone } };
  return conflict('passing-on-over', say('refusal.passing-on-over', words), { decided });
}
