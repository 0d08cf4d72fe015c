import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';
import { DailyChanges } from '@countersign/portfolio';

/** Moves the product's clock. The database refuses it outside demonstration mode. */
@Injectable()
export class ProductClock {
  constructor(
    private readonly database: Database,
    private readonly daily: DailyChanges,
  ) {}

  /** So many days from the real now; negative is the past. */
  async setTo(days: number): Promise<void> {
    await this.database.run({ kind: 'none' }, () =>
      this.database.query('update app.product set clock_offset = make_interval(days => :days::int)', {
        days,
      }),
    );
    await this.daily.followAll();
  }

  /** Moves on from where it stands and gives back the new instant. */
  async moveOn(days: number): Promise<string> {
    const { now } = await this.database.run({ kind: 'none' }, () =>
      this.database.one<{ now: string }>(
        `update app.product set clock_offset = clock_offset + make_interval(days => :days::int)
         returning now() + clock_offset as now`,
        { days },
      ),
    );
    await this.daily.followAll();
    return now;
  }
}
