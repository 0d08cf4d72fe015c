import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a vendor has submitted is withdrawn and no longer deleted, so each file knows its last submission. */
export class WithdrawnEvidence1764100000019 implements MigrationInterface {
  name = 'WithdrawnEvidence1764100000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.evidence
        add column submitted_at timestamptz,
        add column withdrawn_at timestamptz,
        add column withdrawn_by text,
        add column withdrawn_by_contact_id uuid;
      call app.for_each_organisation($each$
        update app.evidence v set submitted_at = a.submitted_at
        from app.assessment a
        where a.organisation_id = v.organisation_id and a.id = v.assessment_id and a.submitted_at is not null
          and (v.uploaded_at <= a.submitted_at or a.state not in ('sent', 'opened', 'answering', 'returned'))
      $each$);
      alter table app.evidence no force row level security;
      alter table app.contact no force row level security;
      alter table app.evidence add constraint evidence_withdrawing_contact_fk
        foreign key (organisation_id, withdrawn_by_contact_id) references app.contact (organisation_id, id);
      alter table app.contact force row level security;
      alter table app.evidence force row level security;
      create index evidence_withdrawing_contact_index on app.evidence (organisation_id, withdrawn_by_contact_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.evidence
        drop column submitted_at, drop column withdrawn_at, drop column withdrawn_by,
        drop column withdrawn_by_contact_id;
    `);
  }
}
