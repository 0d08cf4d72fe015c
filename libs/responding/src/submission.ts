import { Injectable } from '@nestjs/common';
import type { AssessmentState } from '@countersign/domain';
import {
  AssessmentEntity,
  Cancelling,
  AssessmentProgress,
  assessmentSubmitted,
  RespondentGrantEntity,
} from '@countersign/assessments';
import { EvidenceEntity } from '@countersign/evidence';
import { Audit } from '@countersign/audit';
import { Ledger, type MailFacts, Milestones } from '@countersign/notifications';
import { Changes, Database, expression, notFound, say } from '@countersign/platform';

interface SubmittedAssessment {
  readonly engagementId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactId: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly ownerEmail: string | null;
  /** Counts the times it was sent back. */
  readonly round: number;
}

type SubmittedState = {
  readonly state: AssessmentState;
  readonly submittedAt: string;
  readonly submittedBy: string;
  readonly receipt: string;
};

type OwnersMail = 'assessment-submitted-notice' | 'assessment-declined-notice' | 'assessment-taken-up-notice';

/** Reminders stop; the vendor gets its receipt and the owner a notice. */
@Injectable()
export class SubmissionMail {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly milestones: Milestones,
  ) {}

  /** Told once for each submission: what was returned and comes back unchanged has the same receipt. */
  async announce(id: string, { receipt, submittedBy, submittedAt }: SubmittedState): Promise<void> {
    const object = { kind: 'assessment', id } as const;
    await this.milestones.close({ object, because: say('mail-reason.submitted') });
    const { contactId, contactName, contactEmail, round } = await this.people(id);
    await this.ledger.enqueue({
      occasion: `assessment:${id}:receipt:${round}`,
      kind: 'assessment-receipt',
      recipient: { address: contactEmail, name: contactName, contactId },
      object,
      immediate: true,
      payload: { receipt, submittedBy, submittedAt },
    });
    await this.tellOwner(id, { kind: 'assessment-submitted-notice', act: `submitted:${round}` });
  }

  /** The vendor has it in writing, and the owner knows what waits. */
  async confirmDecline(id: string, declineId: string, payload: MailFacts): Promise<void> {
    const { contactId, contactName, contactEmail } = await this.people(id);
    await this.ledger.enqueue({
      occasion: `assessment:${id}:decline-receipt:${declineId}`,
      kind: 'assessment-declined-receipt',
      recipient: { address: contactEmail, name: contactName, contactId },
      object: { kind: 'assessment', id },
      immediate: true,
      payload,
    });
    await this.tellOwner(id, { kind: 'assessment-declined-notice', act: `declined:${declineId}`, payload });
  }

  /** Who owns the engagement, else who asked. */
  async tellOwner(
    id: string,
    {
      kind,
      act,
      payload = {},
    }: { readonly kind: OwnersMail; readonly act: string; readonly payload?: MailFacts },
  ): Promise<void> {
    const { ownerId, ownerName, ownerEmail } = await this.people(id);
    if (ownerId === null || ownerEmail === null) return;
    await this.ledger.enqueue({
      occasion: `assessment:${id}:${act}`,
      kind,
      recipient: { address: ownerEmail, name: ownerName ?? ownerEmail, memberId: ownerId },
      object: { kind: 'assessment', id },
      immediate: true,
      payload,
    });
  }

  private people(id: string): Promise<SubmittedAssessment> {
    return this.database.one<SubmittedAssessment>(
      `select a.engagement_id, c.id as contact_id, c.name as contact_name, c.email as contact_email,
         o.id as owner_id, o.name as owner_name, o.email as owner_email, a.schedule_version as round
       from app.assessment a
       join app.contact c on c.organisation_id = a.organisation_id and c.id = a.contact_id
       join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
       left join app.member o on o.organisation_id = a.organisation_id
         and o.id = coalesce(e.owner_id, a.asked_by_id) and o.active
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }
}

/** What follows a submission, all in its transaction: freeze, receipt, notice; score, findings and standing follow. */
@Injectable()
export class Submission {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly progress: AssessmentProgress,
    private readonly cancelling: Cancelling,
    private readonly mail: SubmissionMail,
    private readonly changes: Changes,
  ) {}

  async submit(submitted: {
    readonly id: string;
    readonly receipt: string;
    /** Of a follow-up what it shows now: what is hidden is not signed, and may be asked again. */
    readonly asked: readonly string[] | null;
    readonly contact: { readonly id: string; readonly name: string };
  }): Promise<void> {
    const { id, receipt, asked, contact } = submitted;
    const [assessment] = await this.database.update(
      AssessmentEntity,
      { id },
      {
        state: 'submitted',
        submittedAt: expression`app.now()`,
        submittedBy: contact.name,
        receipt,
        returnedMessage: null,
        revision: expression`revision + 1`,
        ...(asked !== null && { askedQuestions: asked }),
        openedAt: expression`coalesce(opened_at, app.now())`,
      },
      ['engagementId'],
    );
    if (assessment === undefined) throw notFound('assessment');
    const { engagementId } = assessment;
    await this.keepScope(id);
    await this.database.update(
      EvidenceEntity,
      { assessmentId: id, withdrawnAt: null },
      { submittedAt: expression`app.now()` },
    );
    // Whoever answered a part is done with it: access ends with the submission.
    await this.database.query(
      `delete from app.respondent_grant g
       where g.organisation_id = :organisationId and g.assessment_id = :id and g.sections is not null`,
      { id },
    );
    // The receipt stays readable in this browser for a day; afterwards a code will be asked for.
    await this.database.update(
      RespondentGrantEntity,
      { assessmentId: id },
      { expiresAt: expression`least(expires_at, now() + interval '1 day')` },
    );
    await this.audit.record({
      what: 'assessment.submitted',
      object: { kind: 'assessment', id },
      after: { receipt, contactId: contact.id, contactName: contact.name },
      by: { kind: 'respondent', ...contact },
    });
    await this.progress.recount(id);
    await this.cancelling.endSuperseded(id);
    this.changes.note(assessmentSubmitted({ assessmentId: id, engagementId }));
    await this.mail.announce(id, await this.state(id));
  }

  /** A settlement, an intake or another questionnaire that comes later changes nothing of what was signed. */
  private async keepScope(id: string): Promise<void> {
    await this.database.query(
      `update app.assessment a set submitted_scope = jsonb_build_object(
         'facts', a.facts, 'settlements', a.settlements, 'elsewhere', a.elsewhere, 'asked', to_jsonb(a.asked_questions))
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
    );
  }

  state(id: string): Promise<SubmittedState> {
    return this.database.one<SubmittedState>(
      `select a.state, a.submitted_at, a.submitted_by, a.receipt from app.assessment a
       where a.organisation_id = :organisationId and a.id = :id`,
      { id },
      'assessment',
    );
  }
}
