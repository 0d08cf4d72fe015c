import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit';
import { Database } from '../platform/database/database';
import { invalid } from '../platform/problems/problem';

export interface NewOrganisation {
  readonly name: string;
  /** Names the organisation in the address of its sign-in page: lower-case letters, digits and hyphens. */
  readonly slug: string;
  /** IANA, known to both Postgres and Intl. */
  readonly timeZone: string;
  readonly language?: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
}

@Injectable()
export class Organisations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async createOrganisation(organisation: NewOrganisation): Promise<{ readonly id: string }> {
    await this.refuseUnknownZone(organisation.timeZone);
    const id = await this.database.run({ kind: 'none' }, async () => {
      const { fresh } = await this.database.one<{ fresh: string }>('select uuidv7() as fresh');
      return fresh;
    });
    await this.database.run({ kind: 'job', organisationId: id, name: 'set-up' }, async () => {
      await this.database.query(
        `
        insert into app.organisation (organisation_id, slug, name, time_zone, language, country)
        values (:id, :slug, :name, :timeZone, :language, :country)`,
        { language: 'en', country: 'US', ...organisation, id },
      );
      await this.audit.record({
        what: 'organisation.created',
        object: { kind: 'organisation', id },
        after: { name: organisation.name, slug: organisation.slug },
      });
    });
    return { id };
  }

  /** The named organisation, or the only one where none is named; null when there is none or the choice is open. */
  async find(slug: string | null): Promise<string | null> {
    return this.database.run({ kind: 'none' }, async () => {
      if (slug !== null) {
        const sql = 'select lookup.organisation_by_slug(:slug) as id';
        const { id } = await this.database.one<{ id: string | null }>(sql, { slug });
        return id;
      }
      const rows = await this.database.query<{ id: string }>('select lookup.organisations() as id');
      return rows.length === 1 ? (rows[0]?.id ?? null) : null;
    });
  }

  private async refuseUnknownZone(timeZone: string): Promise<void> {
    const known = await this.database.run({ kind: 'none' }, () =>
      this.database.query('select from pg_timezone_names where name = :timeZone', { timeZone }),
    );
    if (known.length === 0 || !isKnownToIntl(timeZone)) {
      throw invalid([{ field: 'timeZone', message: 'is not a time zone such as America/New_York' }]);
    }
  }
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
