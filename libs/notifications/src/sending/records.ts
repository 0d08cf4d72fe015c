import { Injectable, Logger } from '@nestjs/common';
import { Database, Leases, type Words, asJson, say } from '@countersign/platform';
import { mailTable } from '../mail-jobs';
import { MailSubjects } from '../mail-subjects';
import type { Claim } from './claims';
import { DatabasePresence } from './database-presence';
import { tellOwner, type OwnerNotice } from './owner-notice';
import { backoffSeconds } from './patience';
import type { Delivery } from './refusals';
import { SuppressedAddressEntity } from '../suppressed-address.entity';

const firstRetryMs = 100;
const longestRetryMs = 3_000;

export type Outcome = Delivery | { readonly kind: 'unwritable' };

/** Writes down what became of a mail, and does not give up before it is written. */
@Injectable()
export class Records {
  private readonly logger = new Logger(Records.name);
  private readonly leases: Leases;

  constructor(
    private readonly database: Database,
    private readonly presence: DatabasePresence,
    private readonly subjects: MailSubjects,
  ) {
    this.leases = new Leases(database, mailTable);
  }

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
        if (outcome.kind === 'rejected') await this.tellOfFailure(claim, rejectionOf(outcome));
      }),
    );
  }

  private async settle(claim: Claim, outcome: Outcome, subject: string | null): Promise<void> {
    const { state, reason, waitSeconds, inDoubt } = settlementOf(outcome, claim);
    const deferrals = claim.deferrals + (outcome.kind === 'deferred' ? 1 : 0);
    await this.database.query(
      `
      update app.notification w set
        state = :state,
        reason = :reason::jsonb,
        subject = coalesce(:subject, w.subject),
        sent_at = case when :state = 'sent' then app.now() else w.sent_at end,
        in_doubt = w.in_doubt or :inDoubt,
        deferrals = :deferrals,
        not_before = now() + make_interval(secs => :waitSeconds),
        lease_until = null
      where ${this.leases.held}`,
      {
        ...this.leases.parameters({ id: claim.notificationId, attempt: claim.attempt }),
        state,
        reason: reason === null ? null : asJson(reason),
        subject,
        inDoubt,
        deferrals,
        waitSeconds,
      },
    );
  }

  private async suppress(claim: Claim, reply: string): Promise<void> {
    const { row } = claim;
    const suppressed = { address: row.recipient, reason: reply };
    const fresh = await this.database.insertIfNew(SuppressedAddressEntity, suppressed, ['at']);
    if (fresh === null) return;
    const occasion = `address-suppressed/${row.recipient}/${fresh.at}`;
    await this.tellOwner(claim, {
      kind: 'address-suppressed',
      occasion,
      refusal: say('as-written', { text: reply }),
    });
  }

  /** Once for each mail, and never about a mail that told of another: two dead addresses would tell of each other for ever. */
  private async tellOfFailure(claim: Claim, refusal: Words): Promise<void> {
    if (claim.row.kind === 'mail-failed') return;
    const occasion = `mail-failed/${claim.notificationId}`;
    await this.tellOwner(claim, { kind: 'mail-failed', occasion, refusal });
  }

  private tellOwner(claim: Claim, notice: OwnerNotice): Promise<void> {
    return tellOwner(this.database, { claim, notice, subjects: this.subjects.all });
  }
}

interface Settlement {
  readonly state: 'sent' | 'pending' | 'suppressed' | 'failed';
  readonly reason: Words | null;
  readonly waitSeconds: number;
  readonly inDoubt: boolean;
}

function settlementOf(outcome: Outcome, { attempt, deferrals }: Claim): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', reason: null, waitSeconds: 0, inDoubt: false };
    case 'refused':
      return {
        state: 'suppressed',
        reason: say('as-written', { text: outcome.reply }),
        waitSeconds: 0,
        inDoubt: false,
      };
    case 'deferred':
      return {
        state: 'pending',
        reason: say('mail-reason.deferred', { reply: outcome.reply }),
        waitSeconds: backoffSeconds(deferrals + 1),
        inDoubt: false,
      };
    case 'outage':
      return {
        state: 'pending',
        reason:
          typeof outcome.reply === 'string'
            ? say('mail-reason.outage', { reply: outcome.reply })
            : outcome.reply,
        // Others are tried first, so that one mail that no relay takes holds up nobody.
        waitSeconds: backoffSeconds(attempt) / 30,
        inDoubt: outcome.handedOver,
      };
    case 'policy':
      throw new Error('A policy refusal is weighed before it is recorded.');
    case 'rejected':
      return {
        state: 'failed',
        reason: rejectionOf(outcome),
        waitSeconds: 0,
        inDoubt: false,
      };
    case 'unwritable':
      return { state: 'failed', reason: say('mail-reason.unwritable'), waitSeconds: 0, inDoubt: false };
  }
}

/** In the mail server's words; where it said "not yet" for days, with how many. */
function rejectionOf({ reply, givenUpAfterDays }: Extract<Outcome, { kind: 'rejected' }>): Words {
  return givenUpAfterDays === undefined
    ? say('as-written', { text: reply })
    : say('mail-reason.given-up', { days: givenUpAfterDays, reply });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
