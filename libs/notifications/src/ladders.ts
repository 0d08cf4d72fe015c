import { Injectable } from '@nestjs/common';
import type { Rung } from '@countersign/domain';
import { asJson, Database } from '@countersign/platform';
import { MailSubjects, type NamedLadder } from './mail-subjects';
import type { LadderRungEntity } from './ladder-rung.entity';

/** An organisation's own copy of the rungs, which it may edit. */
@Injectable()
export class Ladders {
  constructor(
    private readonly database: Database,
    private readonly subjects: MailSubjects,
  ) {}

  /** The rungs that ship. Called when an organisation is made; rungs that are there already stay as they are. */
  seedLadders(): Promise<void> {
    return this.seed(this.subjects.ladders);
  }

  /** As the organisation has them. One that is older than the ladder gets its rungs as they ship. */
  async rungsOf(ladder: NamedLadder, variant: string): Promise<readonly Rung[]> {
    const shipped = ladder.variants[variant];
    if (shipped === undefined) throw new Error(`The ladder ${ladder.name} has no variant ${variant}.`);
    const own = await this.database.query<Pick<LadderRungEntity, keyof Rung>>(
      `
      select r.offset_days, r.recipients, r.mutable, r.timing, r.last_day
      from app.ladder_rung r
      where r.organisation_id = :organisationId and r.ladder = :name and r.variant = :variant`,
      { organisationId: this.database.organisationId, name: ladder.name, variant },
    );
    if (own.length > 0) return own;
    await this.seed([ladder]);
    return shipped;
  }

  private async seed(ladders: readonly NamedLadder[]): Promise<void> {
    const rungs = ladders.flatMap(({ name, variants }) =>
      Object.entries(variants).flatMap(([variant, ofVariant]) =>
        ofVariant.map((rung) => ({ name, variant, ...rung })),
      ),
    );
    await this.database.query(
      `
      insert into app.ladder_rung
        (organisation_id, ladder, variant, offset_days, recipients, mutable, timing, last_day)
      select :organisationId, r.name, r.variant, r."offsetDays", r.recipients, r.mutable, r.timing, r."lastDay"
      from jsonb_to_recordset(:rungs::jsonb) as r(
        name text, variant text, "offsetDays" integer, recipients text[], mutable boolean, timing text,
        "lastDay" boolean)
      on conflict do nothing`,
      { organisationId: this.database.organisationId, rungs: asJson(rungs) },
    );
  }
}
