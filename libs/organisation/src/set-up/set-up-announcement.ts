import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '@countersign/platform';
import { setUpLifetimeMs, SetUpTokens } from './set-up-tokens';

const lookEveryMs = 60_000;

/** Tells the operator the address of the set-up page for as long as there is no organisation. */
@Injectable()
export class SetUpAnnouncement implements OnModuleDestroy {
  private readonly logger = new Logger(SetUpAnnouncement.name);
  private timer: NodeJS.Timeout | null = null;
  private validUntil = 0;

  constructor(
    private readonly config: Config,
    private readonly tokens: SetUpTokens,
  ) {}

  /**
   * Of the token nothing but its hash is left here, so every process has one of its own to tell. Whoever stops the process
   * at this moment has not made the start fail.
   */
  async begin(tell: (address: string) => void): Promise<void> {
    await this.lookOrLog(tell);
    this.timer = setInterval(() => void this.lookOrLog(tell), lookEveryMs).unref();
  }

  onModuleDestroy(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  private async lookOrLog(tell: (address: string) => void): Promise<void> {
    try {
      await this.look(tell);
    } catch (error) {
      this.logger.error(error, 'Whether this database waits for its first organisation could not be seen.');
    }
  }

  private async look(tell: (address: string) => void): Promise<void> {
    if (performance.now() < this.validUntil) return;
    if (!(await this.tokens.needed())) return;
    const token = await this.tokens.mint();
    this.validUntil = performance.now() + setUpLifetimeMs;
    tell(`${this.config.publicUrl}/set-up#t=${token}`);
  }
}
