import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, invalid, say, stale } from '@countersign/platform';
import { bytesInWords, limitNames, type LimitName, type LimitRule, type Limits } from './limit-rules';
import type { ChangedLimits, LimitsOverview } from './limits.dto';
import { OrganisationLimitEntity } from './organisation-limit.entity';
import { OrganisationLimits } from './organisation-limits';
import { StoredFilesTotal } from './stored-files-total';

/** What an organisation allows itself, within what the product and the operator allow. */
@Injectable()
export class LimitsDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly limits: OrganisationLimits,
    private readonly total: StoredFilesTotal,
  ) {}

  async read(): Promise<LimitsOverview> {
    const { limits, revision } = await this.limits.withRevision();
    const { files, bytes } = await this.total.present();
    const largest = await this.total.largestAssessment();
    const used: Readonly<Record<LimitName, number | null>> = {
      filesPerAssessment: largest.files,
      bytesPerAssessment: largest.bytes,
      bytesOfOrganisation: bytes,
      savesPerMinute: null,
      mailsByHandPerHour: null,
    };
    return {
      limits: limitNames.map((name) => ({
        name,
        ...this.limits.rules[name],
        value: limits[name],
        used: used[name],
      })),
      organisationFiles: files,
      revision,
    };
  }

  /** In the current transaction. Who saw an older revision is told, and nothing is overwritten. */
  async change(wanted: ChangedLimits): Promise<LimitsOverview> {
    await this.lock();
    const { limits: present, revision } = await this.limits.withRevision();
    if (revision !== wanted.revision) throw stale(await this.read());
    const problems = limitNames.flatMap((name) => problemsOf(name, wanted[name], this.limits.rules[name]));
    if (problems.length > 0) throw invalid(problems);
    const changed = limitNames.filter((name) => wanted[name] !== present[name]);
    if (changed.length > 0) {
      await this.write(wanted, revision);
      await this.audit.record({
        what: 'limits.changed',
        object: { kind: 'organisation', id: this.database.organisationId },
        before: only(changed, present),
        after: only(changed, wanted),
      });
    }
    return this.read();
  }

  /** There may be no row of limits yet, so two who change at once meet at the organisation's. */
  private async lock(): Promise<void> {
    await this.database.query(
      'select from app.organisation o where o.organisation_id = :organisationId for no key update',
      { organisationId: this.database.organisationId },
    );
  }

  /** What is as shipped stays open, so that it follows the operator and later versions. */
  private async write(wanted: Limits, revision: number): Promise<void> {
    const stored = (name: LimitName) =>
      wanted[name] === this.limits.rules[name].defaultValue ? null : wanted[name];
    await this.database.put(
      OrganisationLimitEntity,
      {},
      {
        filesPerAssessment: stored('filesPerAssessment'),
        bytesPerAssessment: stored('bytesPerAssessment'),
        bytesOfOrganisation: stored('bytesOfOrganisation'),
        savesPerMinute: stored('savesPerMinute'),
        mailsByHandPerHour: stored('mailsByHandPerHour'),
        revision: revision + 1,
      },
    );
  }
}

function problemsOf(name: LimitName, value: unknown, { unit, least, most }: LimitRule) {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return [];
  const message =
    unit === 'bytes'
      ? say('limits.bytes', { least: bytesInWords(least), most: bytesInWords(most) })
      : say('limits.whole', { least, most });
  return [{ field: name, message }];
}

function only(names: readonly LimitName[], limits: Limits): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, limits[name]]));
}
