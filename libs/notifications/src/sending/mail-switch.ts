import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, say, type MailWait } from '@countersign/platform';
import { MailSettings } from '../mail-settings';

/**
 * The operator's word that no mail leaves, as on a restored copy: nothing is planned, claimed or handed over, and what
 * falls due stays in the ledger. Since when is kept in the database, through every start of a worker.
 */
@Injectable()
export class MailSwitch implements OnModuleInit {
  private wait: MailWait | null = null;

  constructor(
    private readonly settings: MailSettings,
    private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    const since = await this.database.run({ kind: 'none' }, () => this.noted());
    this.wait = since === null ? null : { since, because: say('mail.switched-off'), switchedOff: true };
  }

  get isOff(): boolean {
    return this.settings.switchedOff;
  }

  /** Null while mail may leave. */
  get mailWait(): MailWait | null {
    return this.wait;
  }

  private async noted(): Promise<string | null> {
    const [row] = await this.database.query<{ since: string | null }>(
      `
      update app.product p set mail_off_since = case when :off then coalesce(p.mail_off_since, now()) end
      where :off or p.mail_off_since is not null
      returning p.mail_off_since as since`,
      { off: this.isOff },
    );
    return row?.since ?? null;
  }
}
