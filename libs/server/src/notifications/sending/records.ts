import { Injectable, Logger } from '@nestjs/common';
import { asJson } from '../../platform/database/named-parameters';
import { Database } from '../../platform/database/database';
import type { Claim } from './claims';
import { DatabasePresence } from './database-presence';
import type { Delivery } from './refusals';

const firstRetryMs = 100;
const longestRetryMs = 3_000;
const longestBackoffSeconds = 4 * 3600;

export type Outcome = Delivery | { readonly kind: 'unwritable'; readonly reply: string };

/** Writes down what became of a mail, and does not give up before it is written. */
@Injectable()
export class Records {
  private readonly logger = new Logger(Records.name);

  constructor(
    private readonly database: Database,
    private readonly presence: DatabasePresence,
  ) {}

  async record(claim: Claim, outcome: Outcome, subject: string | null): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        await this.write(claim, outcome, subject);
        return;
      } catch (error) {
        if (failures === 0)
          this.logger.error(error, `The outcome of mail ${claim.notificationId} waits to be recorded.`);
        await pause(Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10)));
      }
    }
  }

  private async write(claim: Claim, outcome: Outcome, subject: string | null): Promise<void> {
    const { organisationId } = claim;
    const actor = { kind: 'job', organisationId, name: 'mail' } as const;
    await this.presence.observe(() =>
      this.database.run(actor, async () => {
        await this.settle(claim, outcome, subject);
        if (outcome.kind === 'refused') await this.suppress(claim, outcome.reply);
      }),
    );
  }

  private async settle(claim: Claim, outcome: Outcome, subject: string | null): Promise<void> {
    const { state, reason, waitSeconds, inDoubt } = settlementOf(outcome, claim.attempt);
    await this.database.query(
      `
      update app.notification set
        state = :state,
        reason = :reason,
        subject = coalesce(:subject, subject),
        sent_at = case when :state = 'sent' then app.now() else sent_at end,
        in_doubt = in_doubt or :inDoubt,
        not_before = now() + make_interval(secs => :waitSeconds),
        lease_until = null
      where organisation_id = :organisationId and id = :notificationId and attempts = :attempt and state = 'sending'`,
      {
        organisationId: claim.organisationId,
        notificationId: claim.notificationId,
        attempt: claim.attempt,
        state,
        reason,
        subject,
        inDoubt,
        waitSeconds,
      },
    );
  }

  /** The owner is told, since nobody at that address can be. */
  private async suppress({ organisationId, row, reason }: Claim, reply: string): Promise<void> {
    const fresh = await this.database.maybeOne<{ at: string }>(
      `
      insert into app.suppressed_address (organisation_id, address, reason)
      values (:organisationId, :address, :reply)
      on conflict do nothing
      returning at`,
      { organisationId, address: row.recipient, reply },
    );
    if (fresh === null) return;
    await this.database.query(
      `
      with object as (
        select e.owner_id, 'risk' as fallback
        from app.assessment a
        join app.engagement e on e.organisation_id = a.organisation_id and e.id = a.engagement_id
        where a.organisation_id = :organisationId and :objectKind = 'assessment' and a.id = :objectId
        union all
        select c.owner_id, 'procurement'
        from app.contract c
        where c.organisation_id = :organisationId and :objectKind = 'contract' and c.id = :objectId),
      reachable as (
        select m.*
        from app.member m
        where m.organisation_id = :organisationId and m.active and m.email <> :address),
      told as (
        select m.id, m.email, m.name, 1 as choice from reachable m join object o on o.owner_id = m.id
        union all
        select m.id, m.email, m.name, 2 from reachable m join object o on o.fallback = any (m.roles)
        union all
        select m.id, m.email, m.name, 3 from reachable m where 'admin' = any (m.roles))
      insert into app.notification
        (organisation_id, occasion, recipient, recipient_name, member_id, kind, object_kind, object_id, part,
         immediate, payload)
      select distinct on (t.email) :organisationId, :occasion, t.email, t.name, t.id, 'address-suppressed', :objectKind,
        :objectId::uuid, :part, true, :payload::jsonb
      from told t
      where t.choice = (select min(choice) from told)
      on conflict on constraint notification_occasion_key do nothing`,
      {
        organisationId,
        objectKind: row.objectKind,
        objectId: row.objectId,
        part: row.part,
        address: row.recipient,
        occasion: `address-suppressed/${row.recipient}/${fresh.at}`,
        payload: asJson({
          refusedAddress: row.recipient,
          refusal: reply,
          aboutTitle: reason.facts['aboutTitle'] ?? '',
        }),
      },
    );
  }
}

interface Settlement {
  readonly state: 'sent' | 'pending' | 'suppressed' | 'failed';
  readonly reason: string | null;
  readonly waitSeconds: number;
  readonly inDoubt: boolean;
}

function settlementOf(outcome: Outcome, attempt: number): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', reason: null, waitSeconds: 0, inDoubt: false };
    case 'refused':
      return { state: 'suppressed', reason: outcome.reply, waitSeconds: 0, inDoubt: false };
    case 'deferred':
      return {
        state: 'pending',
        reason: `Not taken yet, and tried again later: ${outcome.reply}`,
        waitSeconds: backoffSeconds(attempt),
        inDoubt: false,
      };
    case 'outage':
      return {
        state: 'pending',
        reason: `The mail server takes no mail: ${outcome.reply}`,
        // Others are tried first, so that one mail that no relay takes holds up nobody.
        waitSeconds: backoffSeconds(attempt) / 30,
        inDoubt: outcome.handedOver,
      };
    case 'policy':
      throw new Error('A policy refusal is weighed before it is recorded.');
    case 'rejected':
    case 'unwritable':
      return { state: 'failed', reason: outcome.reply, waitSeconds: 0, inDoubt: false };
  }
}

/** A minute, two, four … up to four hours, give or take a quarter, so that a crowd does not come back as one. */
export function backoffSeconds(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(longestBackoffSeconds, 60 * 2 ** Math.min(attempt - 1, 20));
  return whole * (0.75 + random() * 0.5);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
