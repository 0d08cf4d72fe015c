import { Injectable } from '@nestjs/common';
import { Database, notFound } from '@countersign/platform';
import { Organisations } from '../organisations/organisations';
import type { OrganisationName, SignInOptions } from './sign-in-options.dto';

@Injectable()
export class SignInOptionsReader {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
  ) {}

  /** Opens its own transactions. Where nothing is named and there are several, the visitor has to say which. */
  async read(slug: string | null): Promise<SignInOptions> {
    const organisationId = await this.organisations.find(slug);
    if (organisationId === null) {
      if (slug !== null) throw notFound('organisation');
      return { organisation: null, oidc: null };
    }
    const { label, ...organisation } = await this.database.run(
      { kind: 'job', organisationId, name: 'sign-in' },
      () =>
        this.database.one<OrganisationName & { readonly label: string | null }>(
          `
          select o.name, o.slug, p.label
          from app.organisation o
          left join app.oidc_provider p on p.organisation_id = o.organisation_id and p.enabled
          where o.organisation_id = :organisationId`,
          { organisationId },
          'organisation',
        ),
    );
    return { organisation, oidc: label === null ? null : { label } };
  }
}
