import { Injectable } from '@nestjs/common';
import { Database, Leases, Problem, type Wanted, type Words, asJson, say } from '@countersign/platform';
import { MailSettings } from '../mail-settings';
import { DatabasePresence } from './database-presence';
import { Letterheads, type Letterhead } from './letterhead';
import { mailTable, type MailJob } from '../mail-jobs';
import type { Attached, MailRow, MailSubject, Reason } from '../mail-subject';
import { MailSubjects } from '../mail-subjects';

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
  /** Where the mail leads. A token in it is known to this process and to the mail alone; the database has its hash. */
  readonly path: string;
  /** As secret as a token; null where the mail tells none. */
  readonly code: string | null;
  /** Null where the mail goes to nobody of a vendor. */
  readonly letterhead: Letterhead | null;
  readonly demonstration: boolean;
}

type Taken = Pick<Claim, 'messageId' | 'attempt' | 'deferrals'>;
type FoundRow = Omit<MailRow, 'mail'>;

interface Recipient {
  readonly active: boolean;
  readonly deactivated: boolean;
  readonly milestoneOpen: boolean;
  readonly refusal: string | null;
  readonly demonstration: boolean;
}

/** Puts a notification into one process's hands, if its reason still stands. */
@Injectable()
export class Claims {
  private readonly leases: Leases;

  constructor(
    private readonly database: Database,
    private readonly settings: MailSettings,
    private readonly presence: DatabasePresence,
    private readonly subjects: MailSubjects,
    private readonly letterheads: Letterheads,
  ) {
    this.leases = new Leases(database, mailTable);
  }

  /** Null where nothing is to be sent: taken by another process, not due, or its reason has fallen away. */
  async claim(job: MailJob): Promise<Claim | null> {
    const actor = { kind: 'job', organisationId: job.organisationId, name: 'mail' } as const;
    return this.presence.observe(() => this.database.run(actor, () => this.claimInTransaction(job)));
  }

  /** The file that goes with it, null where none does. The mail is ours by then: no transaction waits for the making. */
  async attach({ organisationId, row }: Claim): Promise<Attached | null> {
    const { attachment } = row.mail;
    if (attachment === null) return null;
    const actor = { kind: 'job', organisationId, name: 'mail' } as const;
    const make = await this.database.run(actor, () => attachment.prepare(row));
    return make();
  }

  /** While a mail is in our hands its lease is renewed, however slow the mail server is. */
  async renew({ organisationId, notificationId, attempt }: Claim): Promise<void> {
    const actor = { kind: 'job', organisationId, name: 'mail' } as const;
    await this.presence.observe(() =>
      this.database.run(actor, () =>
        this.leases.renew({ id: notificationId, attempt }, this.settings.leaseSeconds),
      ),
    );
  }

  private async claimInTransaction(job: MailJob): Promise<Claim | null> {
    const found = await this.find(job);
    if (found === null) return null;
    const mail = this.subjects.ruleOf(found.kind);
    if (mail === null) return this.setAside(job, 'failed', say('mail-reason.no-text', { kind: found.kind }));
    const subject = this.subjects.find(found.objectKind);
    if (subject === null)
      return this.setAside(job, 'failed', say('mail-reason.no-subject', { kind: found.objectKind }));
    const row: MailRow = { ...found, mail };
    const reason = await reasonOf(subject, row);
    if (reason === null) return this.setAside(job, 'superseded', say('mail-reason.object-gone'));
    const recipient = await this.recipient(row);
    if (recipient.refusal !== null)
      return this.setAside(job, 'suppressed', say('as-written', { text: recipient.refusal }));
    if (recipient.deactivated) return this.setAside(job, 'suppressed', say('mail-reason.deactivated'));
    const obstacle = reason.fallenAway ?? obstacleOf(recipient) ?? (await mail.link?.ended(row)) ?? null;
    if (obstacle !== null) return this.setAside(job, 'superseded', obstacle);
    const taken = await this.take(job);
    if (taken === null) return null;
    const path = mail.link === null ? reason.path : `${mail.link.path}#t=${await mail.link.mint(row)}`;
    const code = mail.code === null ? null : await mail.code.mint(row);
    const letterhead = row.contactId === null ? null : await this.letterheads.present();
    const { organisationId, notificationId } = job;
    const { demonstration } = recipient;
    return { organisationId, notificationId, ...taken, row, reason, path, code, letterhead, demonstration };
  }

  private find({ notificationId, attempt }: MailJob): Promise<FoundRow | null> {
    return this.database.maybeOne<FoundRow>(
      `
      select n.id, n.kind, n.recipient, n.recipient_name, n.member_id, n.contact_id, n.object_kind, n.object_id, n.part,
        n.milestone_id, n.payload, coalesce(c.language, m.language, o.language) as language
      from app.notification n
      join app.organisation o on o.organisation_id = n.organisation_id
      left join app.contact c on c.organisation_id = n.organisation_id and c.id = n.contact_id
      left join app.member m on m.organisation_id = n.organisation_id and m.id = n.member_id
      where n.organisation_id = :organisationId and n.id = :notificationId and n.attempts = :attempt
        and n.state in ('pending', 'sending')`,
      { organisationId: this.database.organisationId, notificationId, attempt },
    );
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
        recipient: row.recipient,
      },
    );
  }

  /** Sent once more after an expired lease: the first process may have handed it over before it died. */
  private take(job: MailJob): Promise<Taken | null> {
    return this.leases.take<Taken>(this.wanted(job), {
      set: `in_doubt = w.in_doubt or w.state = 'sending',
        message_id = coalesce(w.message_id, '<' || w.id || '@' || :domain || '>'),
        reason = null`,
      returning: 'w.message_id, w.attempts as attempt, w.deferrals',
      parameters: { domain: this.settings.domain },
    });
  }

  private async setAside(
    job: MailJob,
    state: 'superseded' | 'suppressed' | 'failed',
    because: Words,
  ): Promise<null> {
    const wanted = this.wanted(job);
    await this.database.query(
      `update app.notification w set state = :state, reason = :because::jsonb where ${this.leases.claimable}`,
      { ...this.leases.parameters(wanted), ...wanted, state, because: asJson(because) },
    );
    return null;
  }

  private wanted({ notificationId, attempt }: MailJob): Wanted {
    const { leaseSeconds } = this.settings;
    return { id: notificationId, attempt, leaseSeconds, mayReclaim: this.presence.mayReclaim };
  }
}

async function reasonOf(subject: MailSubject, row: MailRow): Promise<Reason | null> {
  try {
    return await subject.reason(row);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

function obstacleOf(recipient: Recipient): Words | null {
  if (!recipient.milestoneOpen) return say('mail-reason.date-settled');
  if (!recipient.active) return say('mail-reason.recipient-gone');
  return null;
}
