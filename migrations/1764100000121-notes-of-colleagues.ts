import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AS_ERASURE } from './retention/erasure';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

const MACHINE_COLUMNS = ['colleague_note.question', 'colleague_note.section'];

/**
 * What a vendor's staff write to each other beside a question. There is no policy for members and none for the
 * organisation's jobs: whoever asked reads nothing of it. Retention and erasure reach it by functions of cs_erasure.
 */
export class NotesOfColleagues1764100000121 implements MigrationInterface {
  name = 'NotesOfColleagues1764100000121';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.colleague_note (
        organisation_id uuid not null,
        id uuid not null default uuidv7(),
        assessment_id uuid not null,
        question text not null,
        section text not null,
        text text not null,
        by_contact_id uuid not null,
        by_name text not null,
        at timestamptz not null default app.now(),
        edited_at timestamptz,
        revision integer not null default 1,
        withdrawn_at timestamptz,
        constraint colleague_note_pkey primary key (organisation_id, id),
        constraint colleague_note_assessment_fk foreign key (organisation_id, assessment_id) references app.assessment (organisation_id, id),
        constraint colleague_note_contact_fk foreign key (organisation_id, by_contact_id) references app.contact (organisation_id, id),
        constraint colleague_note_revision_check check (revision > 0),
        constraint colleague_note_text_check check (length(text) <= 4000 and (withdrawn_at is null or text = ''))
      );
      create index colleague_note_assessment_index on app.colleague_note (organisation_id, assessment_id);
      create index colleague_note_contact_index on app.colleague_note (organisation_id, by_contact_id);
      call app.secure('app.colleague_note', grants => 'select, insert, update', member => 'none',
        respondent_read => '${OWN_PART}', respondent_insert => '${OWN_PART}', respondent_update => '${OWN_PART}');
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
    await runner.query(`
      set role cs_erasure;
      create function lookup.erase_colleague_notes(p_assessments uuid[]) returns bigint
        language plpgsql volatile ${AS_ERASURE} as $$
      declare erased bigint;
      begin
        delete from app.colleague_note n
        where n.organisation_id = app.organisation() and n.assessment_id = any (p_assessments)
          and exists (select from app.assessment a where a.organisation_id = n.organisation_id and a.id = n.assessment_id
            and a.state in ('closed', 'cancelled')
            and coalesce(a.closed_at, a.submitted_at, a.sent_at, a.created_at) < app.now() - interval '24 months');
        get diagnostics erased = row_count;
        return erased;
      end $$;
      revoke execute on function lookup.erase_colleague_notes from public;
      grant execute on function lookup.erase_colleague_notes to cs_app;
      reset role;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('set role cs_erasure; drop function lookup.erase_colleague_notes; reset role');
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query('drop table app.colleague_note');
  }
}

const OWN_PART = 'assessment_id = app.assessment() and app.is_delegated(section, question)';
