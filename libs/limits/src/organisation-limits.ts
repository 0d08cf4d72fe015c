import { Injectable } from '@nestjs/common';
import { Config, Database } from '@countersign/platform';
import { limitNames, limitRules, type LimitName, type LimitRule, type Limits } from './limit-rules';
import type { OrganisationLimitEntity } from './organisation-limit.entity';

type Stored = Pick<OrganisationLimitEntity, LimitName | 'revision'>;

const nothingStored: Stored = {
  filesPerAssessment: null,
  bytesPerAssessment: null,
  bytesOfOrganisation: null,
  savesPerMinute: null,
  mailsByHandPerHour: null,
  revision: 0,
};

/** The one place that says what holds in the organisation of the current transaction, a respondent's included. */
@Injectable()
export class OrganisationLimits {
  readonly rules: Readonly<Record<LimitName, LimitRule>>;

  constructor(
    private readonly database: Database,
    config: Config,
  ) {
    this.rules = limitRules(config);
  }

  async present(): Promise<Limits> {
    return this.holding(await this.stored());
  }

  async withRevision(): Promise<{ limits: Limits; revision: number }> {
    const stored = await this.stored();
    return { limits: this.holding(stored), revision: stored.revision };
  }

  private async stored(): Promise<Stored> {
    const stored = await this.database.maybeOne<Stored>(
      `
      select l.files_per_assessment, l.bytes_per_assessment::float8, l.bytes_of_organisation::float8,
        l.saves_per_minute, l.mails_by_hand_per_hour, l.revision
      from app.organisation_limit l
      where l.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
    );
    return stored ?? nothingStored;
  }

  /** What the operator has narrowed since holds at once, whatever was set before. */
  private holding(stored: Stored): Limits {
    const held = limitNames.map((name) => {
      const { defaultValue, most } = this.rules[name];
      return [name, Math.min(stored[name] ?? defaultValue, most)] as const;
    });
    return Object.fromEntries(held) as Record<LimitName, number>;
  }
}
