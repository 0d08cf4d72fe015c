import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Organisations } from '@countersign/identity';
import { asJson, Clock, Database, expression, invalid, refuseStale, say } from '@countersign/platform';
import type { ChangedOrganisationSettings, OrganisationSettings } from './organisation-settings.dto';
import { OrganisationEntity } from '@countersign/identity';

/** What an organisation decides about itself. */
@Injectable()
export class OrganisationSettingsDesk {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly organisations: Organisations,
  ) {}

  read(): Promise<OrganisationSettings> {
    return this.find('');
  }

  /** In the current transaction. Who saw an older revision is told, and nothing is overwritten. */
  async change(wanted: ChangedOrganisationSettings): Promise<OrganisationSettings> {
    const present = await this.find('for no key update');
    refuseStale(present, wanted.revision);
    if (present.slug !== wanted.slug) {
      throw invalid([{ field: 'slug', message: say('organisation-settings.leave-it-as-it') }]);
    }
    if (present.timeZone !== wanted.timeZone) await this.organisations.refuseUnknownZone(wanted.timeZone);
    const changes = changesBetween(present, wanted);
    if (changes === null) return present;
    const dayBefore = await this.clock.today();
    await this.write(wanted);
    await this.audit.record({
      what: 'organisation.changed',
      object: { kind: 'organisation', id: this.database.organisationId },
      ...changes,
    });
    if (present.timeZone !== wanted.timeZone) await this.takeBackDay(dayBefore);
    return this.find('');
  }

  private find(lock: '' | 'for no key update'): Promise<OrganisationSettings> {
    return this.database.one<OrganisationSettings>(
      `
      select o.name, o.slug, o.time_zone, o.country, o.revision,
        coalesce((o.settings ->> 'secondFactorRequired')::boolean, false) as second_factor_required,
        o.settings ->> 'senderName' as sender_name, o.settings ->> 'replyTo' as reply_to
      from app.organisation o
      where o.organisation_id = :organisationId
      ${lock}`,
      { organisationId: this.database.organisationId },
      'organisation',
    );
  }

  private async write(wanted: ChangedOrganisationSettings): Promise<void> {
    const { name, timeZone, country, secondFactorRequired, senderName, replyTo } = wanted;
    await this.database.update(
      OrganisationEntity,
      {},
      {
        name,
        timeZone,
        country,
        settings: expression`settings || ${asJson({ secondFactorRequired, senderName, replyTo })}::jsonb`,
        revision: expression`revision + 1`,
      },
    );
  }

  /**
   * Terms and due dates are dates and stay; what says "today" may be a day off in the new zone. A zone that is ahead
   * needs nothing: what its day changes is due by itself. Where it is not yet the day it was, what was counted on that
   * day is counted again, by the daily round, which looks every minute and holds a hundred rows at a time. Assessments
   * that were sent keep the zone they were sent with.
   */
  private async takeBackDay(dayBefore: string): Promise<void> {
    if ((await this.clock.today()) >= dayBefore) return;
    await this.database.update(
      OrganisationEntity,
      {},
      {
        recountContracts: true,
        recountStandingsFrom: expression`least(recount_standings_from, ${dayBefore}::date)`,
      },
    );
  }
}

const changeable = ['name', 'timeZone', 'country', 'secondFactorRequired', 'senderName', 'replyTo'] as const;
type Changeable = Pick<OrganisationSettings, (typeof changeable)[number]>;

function changesBetween(
  before: Changeable,
  after: Changeable,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const keys = changeable.filter((key) => before[key] !== after[key]);
  if (keys.length === 0) return null;
  const of = (state: Changeable) => Object.fromEntries(keys.map((key) => [key, state[key]]));
  return { before: of(before), after: of(after) };
}
