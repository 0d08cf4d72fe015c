import { Injectable } from '@nestjs/common';
import { Planner, Sender } from '@countersign/notifications';
import { Config, Database } from '@countersign/platform';

interface InboxMessage {
  readonly text: string;
  readonly date: string;
}

const AT_A_TIME = 200;

/** Sends what is due as a worker would, without a queue, and reads what arrived in the local inbox. */
@Injectable()
export class MailRoom {
  constructor(
    private readonly database: Database,
    private readonly planner: Planner,
    private readonly sender: Sender,
    private readonly config: Config,
  ) {}

  async deliver(): Promise<void> {
    await this.planner.planAll();
    const due = await this.database.run({ kind: 'none' }, () =>
      this.database.query<{ organisationId: string; id: string; attempt: number }>(
        `select * from lookup.due_notifications(interval '2 minutes', :most)`,
        { most: AT_A_TIME },
      ),
    );
    for (const { organisationId, id, attempt } of due) {
      await this.sender.send({ organisationId, notificationId: id, attempt });
    }
  }

  /** The token of the latest link mailed to this address. */
  tokenMailedTo(address: string): Promise<string> {
    return this.latestOf(address, /\/respond#t=([\w-]+)/);
  }

  codeMailedTo(address: string): Promise<string> {
    return this.latestOf(address, /^Your code: (\d{6})$/m);
  }

  /** What the mails to this address hold of this form, the latest of it. */
  private async latestOf(address: string, form: RegExp): Promise<string> {
    if (this.config.inboxUrl === null)
      throw new Error('The demonstration needs the local inbox: set INBOX_URL.');
    const url = new URL('/api/messages', this.config.inboxUrl);
    url.searchParams.set('to', address);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The local inbox answered ${response.status}.`);
    const messages = (await response.json()) as InboxMessage[] | { items: InboxMessage[] };
    const list = Array.isArray(messages) ? messages : messages.items;
    const [latest] = list
      .map(({ text }) => form.exec(text)?.[1])
      .filter((found): found is string => found !== undefined);
    if (latest === undefined) throw new Error(`Nothing of the form ${form.source} was mailed to ${address}.`);
    return latest;
  }
}
