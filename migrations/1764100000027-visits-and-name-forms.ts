import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameFormsOfBefore, nameFormsSql } from './retention/name-forms';

const STATE_CHECK = `if v_state is null or v_state not in ('sent', 'opened', 'answering', 'returned') then status := 'closed'; return; end if;`;
const GRACE_CHECK = `if app.grace_has_ended(g.organisation_id, p_assessment) then status := 'signed-out'; return; end if;`;

/**
 * A grant knows when it was last used, and lets nobody in once the links of its assessment have ended. What was open
 * before begins its idle time now. An erasure knows the ways in which a name is written.
 */
export class VisitsAndNameForms1764100000027 implements MigrationInterface {
  name = 'VisitsAndNameForms1764100000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.respondent_grant add column last_seen_at timestamptz not null default now();
      call app.for_each_organisation($each$
        update app.respondent_grant set expires_at = least(expires_at, now() + interval '7 days')
      $each$);

      create function app.grace_has_ended(p_organisation uuid, p_assessment uuid) returns boolean language plpgsql stable as $$
      begin
        return exists (
          select from app.assessment a
          where a.organisation_id = p_organisation and a.id = p_assessment
            and a.state in ('sent', 'opened', 'answering', 'returned')
            and a.grace_until < app.today(a.time_zone));
      end $$;

      create function app.admit_respondent(p_session bytea, p_assessment uuid, p_idle interval)
        returns table (organisation_id uuid, contact_id uuid, contact_name text, sections text[])
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
        return query select g.organisation_id, g.contact_id, g.contact_name, g.sections;
      end $$;
      grant execute on function app.grace_has_ended, app.admit_respondent to cs_app;
      ${exchangeInAutosave(STATE_CHECK, `${STATE_CHECK}\n        ${GRACE_CHECK}`)}
      ${nameFormsSql}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${nameFormsOfBefore}
      ${exchangeInAutosave(`\n        ${GRACE_CHECK}`, '')}
      drop function app.admit_respondent, app.grace_has_ended;
      alter table app.respondent_grant drop column last_seen_at;
    `);
  }
}

/** The rest of the function stays as whichever migration wrote it last. */
function exchangeInAutosave(before: string, after: string): string {
  return `
    do $exchange$
    declare definition text := pg_get_functiondef(
      'app.autosave(bytea, uuid, text, text, jsonb, integer, text)'::regprocedure);
    begin
      if position($part$${before}$part$ in definition) = 0 then
        raise exception 'app.autosave does not look at the state of the assessment';
      end if;
      execute replace(definition, $part$${before}$part$, $part$${after}$part$);
    end $exchange$;`;
}
