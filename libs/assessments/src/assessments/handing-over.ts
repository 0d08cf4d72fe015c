import { Injectable } from '@nestjs/common';
import { isAnswerable, type AssessmentState } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Changes, Database, expression } from '@countersign/platform';
import { assessmentHandedOver } from './assessment-changes';
import { AssessmentEntity } from './assessment.entity';
import { InvitationEntity } from './invitation.entity';
import { RespondentGrantEntity } from './respondent-grant.entity';
import { invitationTo, type InvitedContact, SendingMail } from './sending.service';

interface OpenAssessment {
  readonly id: string;
  readonly engagementId: string;
  readonly state: AssessmentState;
  readonly followsId: string | null;
  /** The contact who is asked for the whole, or one who was asked for sections of it. */
  readonly leads: boolean;
}

/** What becomes of open assessments when a contact has another address, or somebody else in its place. */
@Injectable()
export class HandingOver {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly changes: Changes,
    private readonly mail: SendingMail,
  ) {}

  /** Those that may still need the contact: what is submitted can be returned. Locked, so that none changes hands twice. */
  async openOf(contactId: string): Promise<OpenAssessment[]> {
    return this.database.query<OpenAssessment>(
      `
      select a.id, a.engagement_id, a.state, a.follows_id, a.contact_id = :contactId as leads
      from app.assessment a
      where a.organisation_id = :organisationId and a.state not in ('closed', 'cancelled')
        and (a.contact_id = :contactId or exists (
          select from app.invitation i
          where i.organisation_id = a.organisation_id and i.assessment_id = a.id and i.contact_id = :contactId
            and i.revoked_at is null))
      order by a.id
      for no key update of a`,
      { contactId },
    );
  }

  /** Vendor, service and contact are named on the pages and in the mail of what is still open; what is over keeps the names it had. */
  async renameVendor(vendorId: string, name: string): Promise<void> {
    await this.database.query(
      `
      update app.assessment a set vendor_name = :name
      from app.engagement e
      where a.organisation_id = :organisationId and a.state not in ('closed', 'cancelled')
        and e.organisation_id = a.organisation_id and e.id = a.engagement_id and e.vendor_id = :vendorId`,
      { vendorId, name },
    );
  }

  async renameService(engagementId: string, name: string): Promise<void> {
    await this.database.query(
      `
      update app.assessment a set service_name = :name
      where a.organisation_id = :organisationId and a.engagement_id = :engagementId
        and a.state not in ('closed', 'cancelled')`,
      { engagementId, name },
    );
  }

  async renameContact(contactId: string, name: string): Promise<void> {
    await this.database.query(
      `
      update app.assessment a set contact_name = :name
      where a.organisation_id = :organisationId and a.contact_id = :contactId
        and a.state not in ('closed', 'cancelled')`,
      { contactId, name },
    );
  }

  /**
   * Its engagements, or the contacts asked about them, were others' a moment ago: pages and mail of what is open name
   * those of now, and whoever has it open goes on as the contact of now.
   */
  async nameAnew(vendorId: string): Promise<void> {
    await this.database.query(
      `
      update app.assessment a set vendor_name = v.name, contact_name = c.name
      from app.engagement e, app.vendor v, app.contact c
      where a.organisation_id = :organisationId and a.state not in ('closed', 'cancelled')
        and e.organisation_id = a.organisation_id and e.id = a.engagement_id and e.vendor_id = :vendorId
        and v.organisation_id = e.organisation_id and v.id = e.vendor_id
        and c.organisation_id = a.organisation_id and c.id = a.contact_id
        and (a.vendor_name, a.contact_name) is distinct from (v.name, c.name)`,
      { vendorId },
    );
    await this.database.query(
      `
      update app.respondent_grant g set contact_id = c.id, contact_name = c.name, language = c.language
      from app.invitation i, app.contact c, app.assessment a, app.engagement e
      where g.organisation_id = :organisationId
        and i.organisation_id = g.organisation_id and i.id = g.invitation_id
        and c.organisation_id = i.organisation_id and c.id = i.contact_id and g.contact_id <> c.id
        and a.organisation_id = g.organisation_id and a.id = g.assessment_id
        and e.organisation_id = a.organisation_id and e.id = a.engagement_id and e.vendor_id = :vendorId`,
      { vendorId },
    );
  }

  /** The links that went to the former address end, with what was opened by them; whoever still answers gets another. */
  async freshLinks(contact: InvitedContact): Promise<number> {
    const open = await this.openOf(contact.id);
    await this.refuseCrowd(open, contact);
    for (const assessment of open) {
      const { id: assessmentId } = assessment;
      await this.database.delete(RespondentGrantEntity, { assessmentId, contactId: contact.id });
      await this.database.update(
        InvitationEntity,
        { assessmentId, contactId: contact.id },
        { linksSince: expression`clock_timestamp() + (app.now() - now())` },
      );
      await this.inviteAnew(assessment, contact);
    }
    return open.length;
  }

  /** Whoever is asked for nothing any more reads nothing any more, not even what is closed. */
  async shutOut(contactId: string): Promise<void> {
    await this.database.delete(RespondentGrantEntity, { contactId });
  }

  /** Answers stay where they are; the successor goes on with them, and the trail keeps who gave which. */
  async handOver(from: { readonly id: string; readonly name: string }, to: InvitedContact): Promise<number> {
    const open = await this.openOf(from.id);
    await this.refuseCrowd(open, to);
    for (const assessment of open) {
      const { id: assessmentId, leads } = assessment;
      if (leads) {
        await this.database.update(
          AssessmentEntity,
          { id: assessmentId },
          { contactId: to.id, contactName: to.name, revision: expression`revision + 1` },
        );
      }
      await this.moveInvitation(assessmentId, { from: from.id, to: to.id });
      await this.audit.record({
        what: 'assessment.contact-replaced',
        object: { kind: 'assessment', id: assessmentId },
        before: { contactId: from.id, name: from.name },
        after: { contactId: to.id, name: to.name },
      });
      await this.inviteAnew(assessment, to);
    }
    return open.length;
  }

  /** Of one assessment, whose row already names the other: what it is asked for elsewhere, the former contact keeps. */
  async handOverOne(
    assessment: Omit<OpenAssessment, 'leads'>,
    from: string,
    to: InvitedContact,
  ): Promise<void> {
    await this.refuseCrowd([assessment], to);
    await this.moveInvitation(assessment.id, { from, to: to.id });
    await this.inviteAnew(assessment, to);
  }

  /** Whoever changes an address to and fro fills no mailbox: each change mails a link for all that is open. */
  private async refuseCrowd(
    open: readonly Pick<OpenAssessment, 'engagementId' | 'state'>[],
    { email: to }: InvitedContact,
  ): Promise<void> {
    const mailed = open.filter(({ state }) => isAnswerable(state)).map(({ engagementId }) => engagementId);
    for (const engagementId of new Set(mailed)) await this.mail.refuseCrowd({ engagementId, to });
  }

  private async moveInvitation(
    assessmentId: string,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<void> {
    await this.database.query(
      `
      insert into app.invitation (organisation_id, assessment_id, contact_id, sections)
      select i.organisation_id, i.assessment_id, :to, i.sections
      from app.invitation i
      where i.organisation_id = :organisationId and i.assessment_id = :assessmentId and i.contact_id = :from
        and i.revoked_at is null
      on conflict (organisation_id, assessment_id, contact_id) do update
        set revoked_at = null, handed_over = false,
          links_since = case when invitation.revoked_at is not null
            then clock_timestamp() + (app.now() - now()) else invitation.links_since end,
          sections = case
            when invitation.revoked_at is not null then excluded.sections
            when invitation.sections is null or excluded.sections is null then null
            else array(select distinct unnest(invitation.sections || excluded.sections))
          end`,
      { assessmentId, from, to },
    );
    await this.database.update(
      InvitationEntity,
      { assessmentId, contactId: from },
      { revokedAt: expression`app.now()`, handedOver: true },
    );
    for (const contactId of [from, to]) {
      await this.database.delete(RespondentGrantEntity, { assessmentId, contactId });
    }
  }

  private async inviteAnew(
    { id, engagementId, state, followsId }: Omit<OpenAssessment, 'leads'>,
    contact: InvitedContact,
  ): Promise<void> {
    this.changes.note(assessmentHandedOver({ assessmentId: id, engagementId }));
    if (!isAnswerable(state)) return;
    const { act } = await this.database.one<{ act: string }>('select uuidv7()::text as act');
    await this.mail.invite({ id, mail: invitationTo(followsId) }, contact, `contact:${act}`);
  }
}
