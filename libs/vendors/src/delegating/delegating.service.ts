import { Injectable } from '@nestjs/common';
import { type AssessmentState, isAnswerable } from '@countersign/domain';
import { RespondentGrantEntity } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import type { MailFacts } from '@countersign/notifications';
import {
  conflict,
  Database,
  expression,
  invalid,
  notFound,
  type RespondentActor,
  say,
} from '@countersign/platform';
import { hostOf, VendorContacts } from '../vendor-contacts';
import { FREE_MAIL_HOSTS } from '../free-mail-hosts';
import { partsInWords, partsOf } from './delegated-parts';
import type { Delegate, Delegated } from './delegating.dto';
import { DelegatingReader } from './delegating.reader';
import { DelegationMail } from './delegation-mail';
import { DelegationEntity } from './delegation.entity';

/** As many as a team has; whoever needs more asks again once some are done. */
const MOST_DELEGATES = 20;

interface Shared {
  readonly id: string;
  readonly vendorId: string;
  readonly state: AssessmentState;
  readonly leadId: string;
  readonly leadName: string;
  readonly leadEmail: string;
}

type Asked = Pick<DelegationEntity, 'sections' | 'byName' | 'toName' | 'toEmail' | 'note'>;
type By = { readonly kind: 'respondent'; readonly id: string; readonly name: string } | null;

/** Whoever answers the whole asks colleagues for parts of it, and keeps access: within its mail domain at once, else once procurement agrees. */
@Injectable()
export class Delegating {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contacts: VendorContacts,
    private readonly reader: DelegatingReader,
    private readonly mail: DelegationMail,
  ) {}

  /** As the organisation, for a contact whose code was just looked at. */
  async delegate(actor: RespondentActor, wanted: Delegate): Promise<Delegated> {
    const { assessmentId } = actor;
    const shared = await this.locked(assessmentId);
    if (!isAnswerable(shared.state)) throw conflict('assessment-closed', say('refusal.assessment-closed'));
    const questionnaire = await this.reader.questionnaire(assessmentId);
    const sections = partsOf(questionnaire, wanted);
    const by = { kind: 'respondent', id: actor.contactId, name: actor.name ?? shared.leadName } as const;
    await this.refuseOthers(shared, wanted.email);
    await this.mail.refuseCrowd(assessmentId, wanted.email);
    const asked = {
      sections,
      byName: by.name,
      toName: wanted.name,
      toEmail: wanted.email,
      note: wanted.note,
    };
    const state = (await this.mayDecide(shared, wanted.email)) ? 'delegated' : 'waiting';
    const { id } = await this.database.insert(
      DelegationEntity,
      {
        ...asked,
        assessmentId,
        invitationId: null,
        state,
        decidedAt: null,
        decidedBy: null,
        decidedBecause: null,
      },
      ['id'],
    );
    await this.audit.record({
      what: 'assessment.delegation-asked',
      object: { kind: 'assessment', id: assessmentId },
      after: { name: wanted.name, email: wanted.email, sections, note: wanted.note },
      by,
    });
    if (state === 'delegated') await this.open(shared, { id, asked, by });
    else
      await this.mail.toOwner('assessment-delegation-waits', assessmentId, await this.factsOf(shared, asked));
    return { state };
  }

  /** Link, codes and sessions of the colleague end at once; what they wrote stays with their name. */
  async takeBack({ assessmentId, contactId, name }: RespondentActor, id: string): Promise<void> {
    const shared = await this.locked(assessmentId);
    const by = { kind: 'respondent', id: contactId, name: name ?? shared.leadName } as const;
    const [waiting] = await this.database.update(
      DelegationEntity,
      { id, assessmentId, state: 'waiting' },
      { state: 'taken-back', decidedAt: expression`app.now()` },
      ['toName', 'toEmail', 'sections'],
    );
    if (waiting !== undefined) {
      await this.recordEnd(assessmentId, waiting, by);
      return;
    }
    const [colleague] = await this.database.query<{
      contactId: string;
      name: string;
      email: string;
      sections: string[];
    }>(
      `
      update app.invitation i set revoked_at = app.now()
      from app.contact c
      where i.organisation_id = :organisationId and i.id = :id and i.assessment_id = :assessmentId
        and i.sections is not null and i.revoked_at is null
        and c.organisation_id = i.organisation_id and c.id = i.contact_id
      returning c.id as contact_id, c.name, c.email, i.sections`,
      { id, assessmentId },
    );
    if (colleague === undefined) throw notFound('delegation');
    await this.database.delete(RespondentGrantEntity, { assessmentId, invitationId: id });
    await this.database.query(
      'delete from app.invitation_code c where c.organisation_id = :organisationId and c.invitation_id = :id',
      { id },
    );
    await this.database.update(
      DelegationEntity,
      { invitationId: id, state: 'delegated' },
      { state: 'taken-back' },
    );
    const { name: toName, email: toEmail, sections } = colleague;
    await this.recordEnd(assessmentId, { toName, toEmail, sections }, by);
    await this.mail.toContact('assessment-delegation-ended', assessmentId, {
      to: colleague,
      payload: { delegatedBy: by.name },
    });
  }

  async agree(assessmentId: string, id: string, memberName: string): Promise<void> {
    const shared = await this.locked(assessmentId);
    if (!isAnswerable(shared.state)) throw conflict('delegation-over');
    const asked = await this.decide(assessmentId, id, { state: 'delegated', decidedBy: memberName });
    await this.open(shared, { id, asked, by: null });
  }

  async refuse(
    assessmentId: string,
    id: string,
    { because, memberName }: { readonly because: string; readonly memberName: string },
  ): Promise<void> {
    const shared = await this.locked(assessmentId);
    const asked = await this.decide(assessmentId, id, {
      state: 'refused',
      decidedBy: memberName,
      decidedBecause: because,
    });
    await this.audit.record({
      what: 'assessment.delegation-refused',
      object: { kind: 'assessment', id: assessmentId },
      after: { name: asked.toName, email: asked.toEmail, reason: because },
    });
    if (!isAnswerable(shared.state)) return;
    await this.mail.toContact('assessment-delegation-refused', assessmentId, {
      to: leadOf(shared),
      payload: { delegatedTo: asked.toName, refusedBecause: because },
    });
  }

  /** Of two who decide at once the second is told that it is decided. */
  private async decide(
    assessmentId: string,
    id: string,
    decision: Pick<DelegationEntity, 'state' | 'decidedBy'> & { readonly decidedBecause?: string },
  ): Promise<Asked> {
    const [asked] = await this.database.update(
      DelegationEntity,
      { id, assessmentId, state: 'waiting' },
      { ...decision, decidedAt: expression`app.now()` },
      ['sections', 'byName', 'toName', 'toEmail', 'note'],
    );
    if (asked === undefined) throw conflict('delegation-over');
    return asked;
  }

  private async refuseOthers(shared: Shared, email: string): Promise<void> {
    if (email === shared.leadEmail)
      throw invalid([{ field: 'email', message: say('delegating.not-yourself') }]);
    const { whole, waits, others } = await this.database.one<{
      whole: boolean;
      waits: boolean;
      others: number;
    }>(
      `
      select
        exists (select from app.invitation i
          join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
          where i.organisation_id = :organisationId and i.assessment_id = :id and c.email = :email
            and i.sections is null and i.revoked_at is null) as whole,
        exists (select from app.delegation d
          where d.organisation_id = :organisationId and d.assessment_id = :id and d.state = 'waiting'
            and d.to_email = :email) as waits,
        (select count(*)::integer from app.invitation i
          join app.contact c on c.organisation_id = i.organisation_id and c.id = i.contact_id
          where i.organisation_id = :organisationId and i.assessment_id = :id and c.email <> :email
            and i.sections is not null and i.revoked_at is null)
        + (select count(*)::integer from app.delegation d
          where d.organisation_id = :organisationId and d.assessment_id = :id and d.state = 'waiting') as others`,
      { id: shared.id, email },
    );
    if (whole) throw conflict('answers-the-whole');
    if (waits) throw conflict('delegation-waits');
    if (others >= MOST_DELEGATES) throw conflict('delegations-full');
  }

  /** Within the domain of the address that was invited; where anybody has a mailbox, a domain says nothing. */
  private async mayDecide({ vendorId, leadEmail }: Shared, email: string): Promise<boolean> {
    const [own, other] = [hostOf(leadEmail), hostOf(email)];
    if (own !== other || (FREE_MAIL_HOSTS as readonly string[]).includes(own)) return false;
    const known = await this.contacts.known(vendorId, email);
    return known === null || known.active;
  }

  private async open(
    shared: Shared,
    { id, asked, by }: { readonly id: string; readonly asked: Asked; readonly by: By },
  ): Promise<void> {
    const { id: assessmentId, vendorId } = shared;
    const to = await this.contacts.bringIn(vendorId, { name: asked.toName, email: asked.toEmail }, by);
    const invitationId = await this.invite(assessmentId, to.id, asked.sections);
    await this.database.update(
      DelegationEntity,
      { id },
      { invitationId, state: 'delegated', decidedAt: expression`app.now()` },
    );
    await this.audit.record({
      what: 'assessment.delegated',
      object: { kind: 'assessment', id: assessmentId },
      after: { contactId: to.id, name: to.name, sections: asked.sections },
      ...(by !== null && { by }),
    });
    const payload = await this.factsOf(shared, { ...asked, toName: to.name });
    await this.mail.toContact('assessment-delegated', assessmentId, {
      to: { contactId: to.id, name: to.name, email: to.email },
      payload,
    });
    await this.mail.toContact('assessment-delegation-told', assessmentId, { to: leadOf(shared), payload });
    await this.mail.toOwner('assessment-delegated-notice', assessmentId, payload);
  }

  /** What was delegated to the same person before stays beside it; links from before it was taken back stay ended. */
  private async invite(assessmentId: string, contactId: string, sections: string[]): Promise<string> {
    const invited = await this.database.one<{ id: string; sections: string[] | null }>(
      `
      insert into app.invitation (organisation_id, assessment_id, contact_id, sections)
      values (:organisationId, :assessmentId, :contactId, :sections::text[])
      on conflict (organisation_id, assessment_id, contact_id) do update
        set revoked_at = null, handed_over = false,
          links_since = case when invitation.revoked_at is not null
            then clock_timestamp() + (app.now() - now()) else invitation.links_since end,
          sections = case when invitation.revoked_at is not null then excluded.sections
            when invitation.sections is null then null
            else array(select distinct unnest(invitation.sections || excluded.sections)) end
      returning id, sections`,
      { assessmentId, contactId, sections },
    );
    const { id, sections: all } = invited;
    await this.database.update(RespondentGrantEntity, { assessmentId, invitationId: id }, { sections: all });
    return id;
  }

  private async recordEnd(
    assessmentId: string,
    { toName, toEmail, sections }: Pick<Asked, 'toName' | 'toEmail' | 'sections'>,
    by: By,
  ): Promise<void> {
    await this.audit.record({
      what: 'assessment.delegation-taken-back',
      object: { kind: 'assessment', id: assessmentId },
      before: { name: toName, email: toEmail, sections },
      ...(by !== null && { by }),
    });
  }

  private async factsOf({ id }: Shared, asked: Asked): Promise<MailFacts> {
    return {
      delegatedBy: asked.byName,
      delegatedTo: asked.toName,
      delegatedToEmail: asked.toEmail,
      delegatedParts: partsInWords(await this.reader.questionnaire(id), asked.sections),
      delegatingNote: asked.note ?? '',
    };
  }

  private locked(id: string): Promise<Shared> {
    return this.database.one<Shared>(
      `
      select a.id, e.vendor_id, a.state, c.id as lead_id, c.name as lead_name, c.email as lead_email
      from app.assessment a
      join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
      join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
      where a.organisation_id = :organisationId and a.id = :id
      for update of a`,
      { id },
      'assessment',
    );
  }
}

const leadOf = ({ leadId, leadName, leadEmail }: Shared) => ({
  contactId: leadId,
  name: leadName,
  email: leadEmail,
});
