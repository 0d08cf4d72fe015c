import type { MigrationInterface, QueryRunner } from 'typeorm';
import { holdMachineWords, holdMachineWordsNoMore } from './retention/machine-columns';

const MACHINE_COLUMNS = ['respondent_grant.language'];

/** A grant knows the language of the contact it was given to, which the contact's own session may not read. */
export class LanguagesOfReaders1764100000042 implements MigrationInterface {
  name = 'LanguagesOfReaders1764100000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.respondent_grant add column language text not null default 'en';
      call app.for_each_organisation($each$
        update app.respondent_grant g set language = c.language
        from app.contact c
        where c.organisation_id = g.organisation_id and c.id = g.contact_id and c.language <> g.language
      $each$);
      drop function app.admit_respondent;
      ${admitRespondent({ columns: ', language text', values: ', g.language' })}
    `);
    await runner.query(holdMachineWords(MACHINE_COLUMNS));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(holdMachineWordsNoMore(MACHINE_COLUMNS));
    await runner.query(`
      drop function app.admit_respondent;
      ${admitRespondent({ columns: '', values: '' })}
      alter table app.respondent_grant drop column language;
    `);
  }
}

const admitRespondent = ({ columns, values }: { readonly columns: string; readonly values: string }) => `
  create function app.admit_respondent(p_session bytea, p_assessment uuid, p_idle interval)
    returns table (organisation_id uuid, contact_id uuid, contact_name text, sections text[]${columns})
  language plpgsql as $$
  #variable_conflict use_column
  declare g record;
  begin
    perform set_config('app.token_hash', encode(p_session, 'hex'), true);
    select r.* into g from app.respondent_grant r
      where r.session_hash = p_session and r.assessment_id = p_assessment
        and r.expires_at > now() and r.last_seen_at > now() - p_idle;
    if not found then return; end if;
    perform set_config('app.token_hash', '', true),
      set_config('app.respondent_organisation_id', g.organisation_id::text, true),
      set_config('app.assessment_id', p_assessment::text, true);
    if app.grace_has_ended(g.organisation_id, p_assessment) then return; end if;
    -- Once a minute at most: a write on each read would cost more than it tells.
    if g.last_seen_at < now() - interval '1 minute' then
      perform set_config('app.respondent_organisation_id', '', true), set_config('app.assessment_id', '', true),
        set_config('app.organisation_id', g.organisation_id::text, true);
      update app.respondent_grant r set last_seen_at = now()
        where r.organisation_id = g.organisation_id and r.session_hash = p_session and r.assessment_id = p_assessment;
    end if;
    return query select g.organisation_id, g.contact_id, g.contact_name, g.sections${values};
  end $$;
  grant execute on function app.admit_respondent to cs_app;`;
