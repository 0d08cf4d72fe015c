import { Injectable } from '@nestjs/common';
import type { MailKind } from '@countersign/content';
import { OrganisationLimits } from '@countersign/limits';
import { asJson, Database, Problem, say, type Words } from '@countersign/platform';
import type { MailFacts } from './mail-subject';
import type { MailLine } from './mail-line';
import { MailHistory } from './mail-history';
import { MailQueue } from './mail-queue';
import { MailSubjects } from './mail-subjects';
import type { MailObject } from './milestones';

export interface NewNotification {
  /** The business reason, which can happen once: the id of the act that asked for the mail. */
  readonly occasion: string;
  readonly kind: MailKind;
  readonly recipient: {
    readonly address: string;
    readonly name: string;
    readonly memberId?: string | null;
    readonly contactId?: string | null;
  };
  readonly object: MailObject;
  readonly part?: number;
  /** An answer to somebody's act: goes at once, at any hour. */
  readonly immediate: boolean;
  /** Facts that are known only now, by the names of the template. Never a token. */
  readonly payload?: MailFacts;
  /** UTC ISO; now where left out. */
  readonly dueAt?: string;
}

/** Those of one kind about which somebody is mailed. */
export interface MailObjects {
  readonly kind: MailObject['kind'];
  readonly ids: readonly string[];
  /** The address, where one alone is mailed. */
  readonly to?: string;
}

interface Enqueued {
  readonly id: string;
  readonly due: boolean;
}

/** The mail ledger: a row here is the promise, everything after it only keeps it. Used inside the caller's transaction. */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly queue: MailQueue,
    private readonly history: MailHistory,
    private readonly subjects: MailSubjects,
    private readonly limits: OrganisationLimits,
  ) {}

  /** The same occasion and recipient once more changes nothing. */
  async enqueue(notification: NewNotification): Promise<void> {
    const { organisationId } = this.database;
    const { recipient, object } = notification;
    this.subjects.demand(object.kind, notification.kind);
    const row = await this.database.maybeOne<Enqueued>(
      `
      insert into app.notification
        (organisation_id, occasion, recipient, recipient_name, member_id, contact_id, kind, object_kind, object_id,
         part, immediate, payload, due_at)
      values
        (:organisationId, :occasion, :address, :name, :memberId, :contactId, :kind, :objectKind, :objectId,
         :part, :immediate, :payload, coalesce(:dueAt::timestamptz, app.now()))
      on conflict on constraint notification_occasion_key do nothing
      returning id, due_at <= app.now() as due`,
      {
        organisationId,
        occasion: notification.occasion,
        address: recipient.address.toLowerCase(),
        name: recipient.name,
        memberId: recipient.memberId ?? null,
        contactId: recipient.contactId ?? null,
        kind: notification.kind,
        objectKind: object.kind,
        objectId: object.id,
        part: notification.part ?? 0,
        immediate: notification.immediate,
        payload: asJson(notification.payload ?? {}),
        dueAt: notification.dueAt ?? null,
      },
    );
    if (row?.due) {
      const job = { organisationId, notificationId: row.id, attempt: 0 };
      this.database.afterCommit(() => this.queue.hint(job));
    }
  }

  /** What asked for it is gone before it went. One that is being sent at this moment is left: its claim came first. */
  async withdraw(kind: MailKind, { kind: objectKind, id }: MailObject, because: Words): Promise<void> {
    await this.database.query(
      `
      update app.notification n set state = 'superseded', reason = :because::jsonb
      where n.organisation_id = :organisationId and n.object_kind = :objectKind and n.object_id = :id
        and n.kind = :kind and n.state = 'pending'`,
      { organisationId: this.database.organisationId, kind, objectKind, id, because: asJson(because) },
    );
  }

  /**
   * Before a mail that somebody asks for by hand: the same once more within the hour fills a mailbox. The first sending
   * counts. `ids` are all objects about which it goes to the same people: one that was given up and begun anew is no
   * other. Of several who are told at once it is the fullest mailbox that counts. The caller holds a row of theirs, so that those at once are counted one by one.
   *
   * @throws 429 `mailed-often`
   */
  async refuseCrowd({ kind: objectKind, ids, to }: MailObjects, kind: MailKind): Promise<void> {
    const { organisationId } = this.database;
    const { count } = await this.database.one<{ count: number }>(
      `
      select coalesce(max(r.mails), 0)::int as count
      from (
        select count(*) as mails from app.notification n
        where n.organisation_id = :organisationId and n.object_kind = :objectKind
          and n.object_id = any(:ids::uuid[]) and n.kind = :kind and n.immediate
          and n.created_at > app.now() - interval '1 hour' and (:to::text is null or n.recipient = :to)
        group by n.recipient) r`,
      { organisationId, objectKind, ids, kind, to: to?.toLowerCase() ?? null },
    );
    const { mailsByHandPerHour } = await this.limits.present();
    if (count >= mailsByHandPerHour) throw mailedOften(mailsByHandPerHour);
  }

  /** What was, is and will be mailed about these objects, latest first. */
  historyOf(objectIds: string | readonly string[]): Promise<MailLine[]> {
    return this.history.of(typeof objectIds === 'string' ? [objectIds] : objectIds);
  }
}

function mailedOften(most: number): Problem {
  return new Problem({
    status: 429,
    code: 'mailed-often',
    title: say('title.mailed-often'),
    detail: say('refusal.mailed-often', { n: most }),
    retryAfterSeconds: 3600,
  });
}
