import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reviewer has read in a document: who issued it, the period it is about, a note, and which other answers it
 * shows, each as it stood. A table of its own: whoever answers reads the document's row, and none of this.
 */
export class EvidenceRead1764100000123 implements MigrationInterface {
  name = 'EvidenceRead1764100000123';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.evidence_reading (
        organisation_id uuid not null,
        evidence_id uuid not null,
        issued_by text,
        period_from date,
        period_to date,
        note text,
        also_shows jsonb not null default '{}',
        constraint evidence_reading_period_check check (period_from <= period_to),
        constraint evidence_reading_pkey primary key (organisation_id, evidence_id),
        constraint evidence_reading_evidence_fk foreign key (organisation_id, evidence_id)
          references app.evidence (organisation_id, id) on delete cascade
      );
      call app.secure('app.evidence_reading', grants => 'select, insert, update, delete');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.evidence_reading');
  }
}
