import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of two people who set the sign-in provider the second is told what the first has saved. The count is the
 * organisation's, so that it goes on where the provider is removed and another one is set.
 */
export class ProviderRevision1764100000088 implements MigrationInterface {
  name = 'ProviderRevision1764100000088';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.organisation
        add column provider_revision integer not null default 0
          constraint organisation_provider_revision_check check (provider_revision >= 0);
      alter table app.oidc_provider add column client_secret_set_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.oidc_provider drop column client_secret_set_at;
      alter table app.organisation drop column provider_revision;
    `);
  }
}
