import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A link into an assessment ends where the contact has another address, or somebody else answers in the contact's place:
 * whoever opens it then is told so.
 */
export class LinksOfContacts1764100000068 implements MigrationInterface {
  name = 'LinksOfContacts1764100000068';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.invitation
        add column links_since timestamptz,
        add column handed_over boolean not null default false;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table app.invitation drop column links_since, drop column handed_over`);
  }
}
