import { Injectable } from '@nestjs/common';
import { isLastDayRung, LADDERS, type LadderName, type Rung } from '@countersign/domain';
import { asJson, Database } from '@countersign/platform';

export type LadderVariant = 'standard' | 'short';

/** Short terms have rungs of their own, but the occasion is the same contract's date: one ladder, two variants. */
export function storedLadder(
  ladder: LadderName,
  variant: LadderVariant = 'standard',
): { readonly ladder: string; readonly variant: LadderVariant } {
  return ladder === 'contract-short' ? { ladder: 'contract', variant: 'short' } : { ladder, variant };
}

/** An organisation's own copy of the rungs, which it may edit. */
@Injectable()
export class Ladders {
  constructor(private readonly database: Database) {}

  /** The rungs that ship. Called when an organisation is made; rungs that are there already stay as they are. */
  async seedLadders(): Promise<void> {
    const rungs = Object.values(LADDERS)
      .flat()
      .map((rung: Rung) => ({
        ...storedLadder(rung.ladder),
        offset_days: rung.offsetDays,
        recipients: rung.recipients,
        mutable: rung.mutable,
        timing: rung.timing,
        last_day: isLastDayRung(rung),
      }));
    await this.database.query(
      `
      insert into app.ladder_rung
        (organisation_id, ladder, variant, offset_days, recipients, mutable, timing, last_day)
      select :organisationId, r.ladder, r.variant, r.offset_days, r.recipients, r.mutable, r.timing, r.last_day
      from jsonb_to_recordset(:rungs::jsonb) as r(
        ladder text, variant text, offset_days integer, recipients text[], mutable boolean, timing text,
        last_day boolean)
      on conflict do nothing`,
      { organisationId: this.database.organisationId, rungs: asJson(rungs) },
    );
  }
}
