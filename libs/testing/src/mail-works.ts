import {
  Claims,
  DatabasePresence,
  Letterheads,
  Letters,
  MailQueue,
  MailServer,
  MailSettings,
  MailSubjects,
  Milestones,
  Outage,
  Planner,
  Records,
  Sender,
} from '#product';
import type { TestOrganisation, TestProduct } from './product';

/** The worker's parts without its timers: a spec says when something happens. */
export class MailWorks {
  readonly planner: Planner;
  readonly sender: Sender;
  readonly claims: Claims;
  readonly records: Records;
  readonly outage = new Outage();
  private readonly mailServer: MailServer;

  constructor(
    private readonly product: TestProduct,
    servers: {
      readonly smtpUrl: string | null;
      readonly inboxSmtpUrl: string | null;
      readonly leaseSeconds?: number;
    },
  ) {
    const { leaseSeconds, ...urls } = { leaseSeconds: 1, ...servers };
    const from = 'countersign@buyer.example';
    const settings = new MailSettings({
      ...urls,
      leaseSeconds,
      perSecond: 1_000,
      concurrency: 4,
      plaintext: false,
      switchedOff: false,
      from,
    });
    const { database, config } = product;
    const presence = new DatabasePresence(settings);
    const subjects = product.get(MailSubjects);
    this.planner = new Planner(database, subjects, product.get(Milestones));
    this.claims = new Claims(database, settings, presence, subjects, new Letterheads(database));
    this.records = new Records(database, presence, subjects);
    this.mailServer = new MailServer(settings);
    this.sender = new Sender(
      this.claims,
      this.records,
      this.mailServer,
      this.outage,
      new Letters(config, settings),
    );
  }

  /** Plans, and sends what is due, as the timers would. */
  async turn(organisation: TestOrganisation): Promise<void> {
    await this.planner.plan(organisation.id);
    await this.sendDue(organisation);
  }

  async sendDue(organisation: TestOrganisation): Promise<void> {
    const due = await this.product.behindTheBack<{ id: string; attempts: number }>(
      `select id, attempts from app.notification
       where organisation_id = $1 and state in ('pending', 'sending') and due_at <= app.now() and not_before <= now()
       order by id`,
      [organisation.id],
    );
    for (const { id, attempts } of due) {
      await this.sender.send({ organisationId: organisation.id, notificationId: id, attempt: attempts });
    }
  }

  async stop(): Promise<void> {
    this.mailServer.onApplicationShutdown();
    await this.product.get(MailQueue).onApplicationShutdown();
  }
}
