import { Injectable } from '@nestjs/common';
import { Database, hashToken, mintToken, Problem } from '@countersign/platform';
import { carriesInvitationLink, isMailKind } from '../kinds';
import { MailSettings } from '../mail-settings';
import { MailSubjects, type MailRow, type Reason } from '../mail-subjects';
import { DatabasePresence } from './database-presence';
import type { MailJob } from '../mail-jobs';

/** A notification that this process alone may send, until its lease ends. */
export interface Claim {
  readonly organisationId: string;
  readonly notificationId: string;
  readonly attempt: number;
  /** How often it was put off before. */
  readonly deferrals: number;
  readonly messageId: string;
  readonly row: MailRow;
  readonly reason: Reason;
  /** Known to this process and to the mail alone; the database has its hash. */
  readonly token: string | null;
  readonly demonstration: boolean;
}

type Taken = Pick<Claim, 'messageId' | 'attempt' | 'deferrals'>;
type FoundRow = Omit<MailRow, 'kind'> & { readonly kind: string };

interface Recipient {
  readonly active: boolean;
  readonly deactivated: boolean;
  readonly invitationId: string | null;
  readonly milestoneOpen: boolean;
  readonly refusal: string | null;
  readonly demonstration: boolean;
}

/** Puts a notification into one process's hands, if its reason still stands. */
@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly settings: MailSettings,
    private readonly presence: DatabasePresence,
    private readonly subjects: MailSubjects,
  ) {}

  /** Null where nothing is to be sent: taken by another process, not due, or its reason has fallen away. */
  async claim(job: MailJob): Promise<Claim | null> {
    const actor = { kind: 'job', organisationId: job.organisationId, name: 'mail' } as const;
    return this.presence.observe(() => this.database.run(actor, () => this.claimInTransaction(job)));
  }

  /** While a mail is in our hands its lease is renewed, however slow the mail server is. */
  async renew({ organisationId, notificationId, attempt }: Claim): Promise<void> {
    const actor = { kind: 'job', organisationId, name: 'mail' } as const;
    await this.presence.observe(() =>
      this.database.run(actor, () =>
        this.database.query(
          `
          update app.notification set lease_until = clock_timestamp() + make_interval(secs => :lease)
          where organisation_id = :organisationId and id = :notificationId and attempts = :attempt
            and state = 'sending'`,
          { organisationId, notificationId, attempt, lease: this.settings.leaseSeconds },
        ),
      ),
    );
  }

  private async claimInTransaction(job: MailJob): Promise<Claim | null> {
    const found = await this.find(job);
    if (found === null) return null;
    if (!isMailKind(found.kind)) return this.setAside(job, 'failed', `No text exists for ${found.kind}.`);
    const row: MailRow = { ...found, kind: found.kind };
    const reason = await this.reason(row);
    if (reason === null) return this.setAside(job, 'superseded', 'What it was about no longer exists.');
    const recipient = await this.recipient(row);
    if (recipient.refusal !== null) return this.setAside(job, 'suppressed', recipient.refusal);
    if (recipient.deactivated) return this.setAside(job, 'suppressed', 'This member was deactivated.');
    const obstacle = reason.fallenAway ?? obstacleOf(row, recipient);
    if (obstacle !== null) return this.setAside(job, 'superseded', obstacle);
    const taken = await this.take(job);
    if (taken === null) return null;
    const token = await this.mintToken(row, recipient.invitationId);
    const { organisationId, notificationId } = job;
    const { demonstration } = recipient;
    return { organisationId, notificationId, ...taken, row, reason, token, demonstration };
  }

  private find({ notificationId, attempt }: MailJob): Promise<FoundRow | null> {
    return this.database.maybeOne<FoundRow>(
      `
      select id, kind, recipient, recipient_name, member_id, contact_id, object_kind, object_id, part, milestone_id,
        payload
      from app.notification
      where organisation_id = :organisationId and id = :notificationId and attempts = :attempt
        and state in ('pending', 'sending')`,
      { organisationId: this.database.organisationId, notificationId, attempt },
    );
  }

  private async reason(row: MailRow): Promise<Reason | null> {
    try {
      return await this.subjects.of(row.objectKind).reason(this.database, row);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    }
  }

  private recipient(row: MailRow): Promise<Recipient> {
    return this.database.one<Recipient>(
      `
      select
        case
          when :contactId::uuid is not null then exists (
            select from app.contact c
            where c.organisation_id = :organisationId and c.id = :contactId and c.active and c.email = :recipient)
          when :memberId::uuid is not null then exists (
            select from app.member m
            where m.organisation_id = :organisationId and m.id = :memberId and m.active and m.email = :recipient)
          else true
        end as active,
        exists (
          select from app.member m
          where m.organisation_id = :organisationId and m.id = :memberId and not m.active) as deactivated,
        (select i.id from app.invitation i
          where i.organisation_id = :organisationId and i.assessment_id = :objectId and i.contact_id = :contactId
            and i.revoked_at is null) as invitation_id,
        (:milestoneId::uuid is null or exists (
          select from app.milestone m
          where m.organisation_id = :organisationId and m.id = :milestoneId and m.closed_at is null)) as milestone_open,
        (select s.reason from app.suppressed_address s
          where s.organisation_id = :organisationId and s.address = :recipient) as refusal,
        p.demonstration
      from app.product p`,
      {
        organisationId: this.database.organisationId,
        contactId: row.contactId,
        memberId: row.memberId,
        milestoneId: row.milestoneId,
        objectId: row.objectId,
        recipient: row.recipient,
      },
    );
  }

  /** Sent once more after an expired lease: the first process may have handed it over before it died. */
  private take(job: MailJob): Promise<Taken | null> {
    return this.database.maybeOne<Taken>(
      `
      update app.notification n set
        state = 'sending',
        attempts = n.attempts + 1,
        lease_until = clock_timestamp() + make_interval(secs => :lease),
        in_doubt = n.in_doubt or n.state = 'sending',
        message_id = coalesce(n.message_id, '<' || n.id || '@' || :domain || '>'),
        reason = null
      where ${claimable}
      returning n.message_id, n.attempts as attempt, n.deferrals`,
      { ...this.claimableParameters(job), domain: this.settings.domain },
    );
  }

  private async setAside(
    job: MailJob,
    state: 'superseded' | 'suppressed' | 'failed',
    because: string,
  ): Promise<null> {
    await this.database.query(
      `update app.notification n set state = :state, reason = :because where ${claimable}`,
      { ...this.claimableParameters(job), state, because },
    );
    return null;
  }

  private claimableParameters({ notificationId, attempt }: MailJob): Readonly<Record<string, unknown>> {
    return {
      organisationId: this.database.organisationId,
      notificationId,
      attempt,
      lease: this.settings.leaseSeconds,
      mayReclaim: this.presence.mayReclaim,
    };
  }

  private async mintToken(row: MailRow, invitationId: string | null): Promise<string | null> {
    const own = await this.subjects.of(row.objectKind).mintLink?.(this.database, row);
    if (own != null) return own;
    if (!carriesInvitationLink(row.kind) || invitationId === null) return null;
    const token = mintToken();
    await this.database.query(
      `
      insert into app.invitation_token (organisation_id, token_hash, invitation_id)
      values (:organisationId, :hash, :invitationId)`,
      { organisationId: this.database.organisationId, hash: hashToken(token), invitationId },
    );
    return token;
  }
}

/** By the database's clock alone; a restart of the server gives every lease its full time again. */
const claimable = `
  n.organisation_id = :organisationId and n.id = :notificationId and n.attempts = :attempt
    and n.due_at <= app.now() and n.not_before <= now()
    and (n.state = 'pending' or (
      n.state = 'sending' and :mayReclaim::boolean
      and greatest(n.lease_until, pg_postmaster_start_time() + make_interval(secs => :lease)) < clock_timestamp()))`;

function obstacleOf(row: MailRow, recipient: Recipient): string | null {
  if (!recipient.milestoneOpen) return 'The date it warns of has changed or is settled.';
  if (!recipient.active) return 'This person or address is no longer in use.';
  if (carriesInvitationLink(row.kind) && recipient.invitationId === null)
    return 'The invitation was revoked.';
  return null;
}
