import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A link into an assessment of the highest tier, and any link once the answers are submitted, opens with a code that is
 * mailed to the invited address. Of each invitation the newest code alone is known, by its keyed hash; a grant remembers
 * that a code was given in its session.
 */
export class CodesOfLinks1764100000095 implements MigrationInterface {
  name = 'CodesOfLinks1764100000095';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.invitation_code (
        organisation_id uuid not null,
        invitation_id uuid not null,
        code_hash bytea not null,
        expires_at timestamptz not null,
        constraint invitation_code_pkey primary key (organisation_id, invitation_id),
        constraint invitation_code_invitation_fk foreign key (organisation_id, invitation_id) references app.invitation (organisation_id, id)
      );
      call app.secure('app.invitation_code');
      alter table app.respondent_grant add column proved_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.respondent_grant drop column proved_at;
      drop table app.invitation_code;
    `);
  }
}
