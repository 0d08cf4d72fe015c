import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of two people who say whether a document is verified, and of two of one vendor who say why an answer stands, the second
 * is told what the first has said. Since when a document is verified was not kept before: it stays unknown.
 */
export class VerifiedAndKeptRevisions1764100000090 implements MigrationInterface {
  name = 'VerifiedAndKeptRevisions1764100000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.evidence
        add column verified_at timestamptz,
        add column verification integer not null default 0
          constraint evidence_verification_check check (verification >= 0);
      alter table app.returned_question
        add column kept_revision integer not null default 0
          constraint returned_question_kept_revision_check check (kept_revision >= 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.returned_question drop column kept_revision;
      alter table app.evidence drop column verification, drop column verified_at;
    `);
  }
}
