import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, invalid, isTimeZone, say } from '@countersign/platform';
import { OrganisationEntity } from './organisation.entity';

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
    const id = await this.idFor(organisation);
    await this.database.run({ kind: 'job', organisationId: id, name: 'set-up' }, () =>
      this.add(organisation),
    );
    return { id };
  }

  /** The id under which this organisation can be made; its zone is known by then. Opens its own transactions. */
  async idFor({ timeZone }: Pick<NewOrganisation, 'timeZone'>, zoneField?: string): Promise<string> {
    return this.database.run({ kind: 'none' }, async () => {
      await this.refuseUnknownZone(timeZone, zoneField);
      const { fresh } = await this.database.one<{ fresh: string }>('select uuidv7() as fresh');
      return fresh;
    });
  }

  /** In the current transaction, which already acts for the id that `idFor` gave. */
  async add({ name, slug, timeZone, language, country }: NewOrganisation): Promise<void> {
    const id = this.database.organisationId;
    await this.database.insert(OrganisationEntity, {
      slug,
      name,
      timeZone,
      language: language ?? 'en',
      country: country ?? 'US',
    });
    await this.audit.record({
      what: 'organisation.created',
      object: { kind: 'organisation', id },
      after: { name, slug },
    });
  }

  /** The named organisation, or the only one where none is named; null when there is none or the choice is open. */
  async find(slug: string | null): Promise<string | null> {
    return this.database.run({ kind: 'none' }, async () => {
      if (slug !== null) {
        const sql = 'select lookup.organisation_by_slug(:slug) as id';
        const { id } = await this.database.one<{ id: string | null }>(sql, { slug });
        return id;
      }
      const rows = await this.database.query<{ id: string }>('select lookup.living_organisations() as id');
      return rows.length === 1 ? (rows[0]?.id ?? null) : null;
    });
  }

  /** In the current transaction, whoever acts in it. */
  async refuseUnknownZone(timeZone: string, field = 'timeZone'): Promise<void> {
    const known = await this.database.query('select from pg_timezone_names where name = :timeZone', {
      timeZone,
    });
    if (known.length === 0 || !isTimeZone(timeZone)) {
      throw invalid([{ field, message: say('organisations.is-not-a-time') }]);
    }
  }
}
